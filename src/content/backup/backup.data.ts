import type { BlobLike } from "../../base/blob.ts";
import { Refusal } from "../../base/result.ts";
import type { BackupSource } from "../../db/backup/incoming.ts";
import { STAMP_SQL } from "../../db/backup/stamp.ts";
import type { TaskContext } from "../../db/module.ts";
import { dataModule } from "../contract.data.ts";
import { exportZip, stamp } from "../export/export-zip.data.ts";
import { backup } from "./backup.model.ts";

declare const Blob: new (parts: (Uint8Array | BlobLike)[], options: { type: string }) => BlobLike;

type Bytes = Uint8Array<ArrayBuffer>;

const LAST = "last_backup";
const BATCH = "backup";
const TYPES = { sqlite: "application/vnd.sqlite3", zip: "application/zip", sealed: "application/octet-stream" } as const;
const SEALED = ".atelier-backup";

/** Each piece becomes a blob of its own: the browser may move those out of memory while the next is read. */
function blobParts(type: string): { take: (piece: Bytes) => void; end: () => BlobLike } {
  const parts: BlobLike[] = [];
  return { take: (piece) => void parts.push(new Blob([piece], { type: "" })), end: () => new Blob(parts, { type }) };
}

/** The blob as it is, or encrypted. */
async function handed(ctx: TaskContext, name: string, blob: BlobLike, format: "sqlite" | "zip", passphrase: string | undefined) {
  if (passphrase === undefined) return { name, blob };
  const { take, end } = blobParts(TYPES.sealed);
  for await (const piece of ctx.backups.seal(format, passphrase, blob, ctx)) take(piece);
  return { name: `${name}${SEALED}`, blob: end() };
}

/** When the last backup was made is known to every tab, and in every backup that follows. */
const note = (ctx: TaskContext): void => ctx.write(BATCH, ({ db }) => void db.run(STAMP_SQL.write, [LAST, JSON.stringify(ctx.now())]));

function sourceOf({
  name,
  bytes,
  passphrase,
}: {
  name?: string | undefined;
  bytes?: BlobLike | Uint8Array | undefined;
  passphrase?: string | undefined;
}): BackupSource {
  if ((name === undefined) === (bytes === undefined))
    throw new Refusal("InvalidArguments", "Say which backup: either the name of a kept one, or the bytes of a file. Nothing was changed.");
  if (name !== undefined) return { name };
  return { file: blobOf(bytes!), passphrase };
}

const blobOf = (bytes: BlobLike | Uint8Array): BlobLike => (bytes instanceof Uint8Array ? new Blob([bytes], { type: "" }) : bytes);

export const backupData = dataModule(backup, {
  sql: STAMP_SQL,
  commands: {},
  queries: {
    "backup.last": ({ db }) => {
      const at = db.value<string>(STAMP_SQL.read, [LAST]);
      return { at: at === undefined ? null : Number(at) };
    },
  },
  tasks: {
    "backup.create": async (ctx, { format, passphrase }) => {
      ctx.backups.refuseWeak(passphrase);
      if (format === "zip") {
        const { name, blob } = await exportZip(ctx);
        return handed(ctx, name, blob, format, passphrase);
      }
      const { take, end } = blobParts(TYPES.sqlite);
      await ctx.backups.readWorkspace(ctx, take);
      const file = await handed(ctx, `atelier-${stamp(ctx.now())}.sqlite`, end(), format, passphrase);
      note(ctx);
      return file;
    },
    "backup.keep": async (ctx) => {
      const info = await ctx.backups.create("manual", ctx);
      note(ctx);
      return info;
    },
    "backup.automatic": async (ctx) => {
      const info = await ctx.backups.automatic(ctx);
      if (info) note(ctx);
      return info;
    },
    "backup.list": (ctx) => ctx.backups.list(),
    "backup.get": async (ctx, { name, passphrase }) => {
      ctx.backups.refuseWeak(passphrase);
      const { take, end } = blobParts(TYPES.sqlite);
      await ctx.backups.read(name, ctx, take);
      return handed(ctx, `atelier-${name}`, end(), "sqlite", passphrase);
    },
    "backup.delete": async (ctx, { name }) => {
      await ctx.backups.remove(name);
      return { name };
    },
    "backup.verify": async (ctx, { name }) => {
      const { problem, counts } = await ctx.backups.verify(name, ctx);
      return { problem, counts };
    },
    "backup.inspect": async (ctx, args) => {
      const { problem, at, size, schema_version, pending, counts, now } = await ctx.backups.inspect(sourceOf(args), ctx);
      return { problem, at, size, schema_version, pending, counts, now };
    },
    "backup.restore": (ctx, { id, ...args }) => ctx.backups.restore(sourceOf(args), id, ctx),
    "backup.decrypt": async (ctx, { bytes, passphrase }) => {
      const { content, pieces } = await ctx.backups.unseal(blobOf(bytes), passphrase);
      const { take, end } = blobParts(TYPES[content]);
      for await (const piece of pieces) {
        take(piece);
        await ctx.pause();
      }
      return { name: `atelier-${stamp(ctx.now())}.${content}`, blob: end(), format: content };
    },
  },
});
