import type { Client } from "../../app/data/client.ts";
import { failureText } from "../../app/ui/failure-text.ts";
import { showToast } from "../../app/ui/index.ts";
import type { EditorHost } from "./editor-host.view.ts";

interface HostDeps {
  readonly client: Client;
  readonly open: (path: string) => void;
  /** Folder of the open note: links and new notes start from there. */
  readonly folder: () => string;
  readonly onEdit: () => void;
  readonly onBlur: () => void;
}

/** What the editor may ask of the workspace. `dispose` gives the memory of pictures and files back. */
export function createNoteHost({ client, open, folder, onEdit, onBlur }: HostDeps): EditorHost & { dispose(): void } {
  const files = new Map<string, Promise<string | null>>();

  async function readFile(name: string): Promise<string | null> {
    const file = await client.query("attachment.get", { name });
    return file && URL.createObjectURL(new Blob([file.bytes as Uint8Array<ArrayBuffer>], { type: file.mime }));
  }
  function fileUrl(name: string): Promise<string | null> {
    const known = files.get(name) ?? readFile(name);
    files.set(name, known);
    return known;
  }

  async function follow(name: string, newTab: boolean): Promise<void> {
    if (!name) return;
    const found = await client.query("node.resolve", { name, folder: folder() });
    const file = found ? null : await fileUrl(name);
    if (file) return void window.open(file, "_blank", "noopener");
    const id = found?.id ?? (await createLinkedNote(client, name, folder())).id;
    if (newTab) window.open(`/notes/${id}`, "_blank", "noopener");
    else open(`/notes/${id}`);
  }

  return {
    onEdit,
    onBlur,
    complete: (text) => client.query("node.complete", { text, limit: 20 }),
    tags: async () => (await client.query("tag.list", {})).map(({ tag }) => tag),
    openUrl: (url) => void window.open(url, "_blank", "noopener"),
    openNote: (target, newTab) => attempt(() => follow(target.split("#")[0]!.trim(), newTab)),
    picture: fileUrl,
    attach: async (file) => (await attempt(() => keepFile(client, file, folder()))) ?? "",
    dispose() {
      for (const url of files.values()) void url.then((known) => known && URL.revokeObjectURL(known));
    },
  };
}

async function keepFile(client: Client, file: File, folder: string): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kept = await client.run("attachment.create", { name: file.name, folder, mime: file.type || "application/octet-stream", bytes });
  return `![[${kept.name}]]`;
}

/** What cannot be done is said in words; the text in the editor stays as it is. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    showToast({ text: failureText(error), tone: "danger" });
    return undefined;
  }
}

/** The note that a link names: `Folder/Name` is made in that folder, a bare name beside the note that links to it. */
export function createLinkedNote(client: Client, target: string, folder: string): Promise<{ id: string }> {
  const slash = target.lastIndexOf("/");
  return client.run("note.create", { name: target.slice(slash + 1), folder: slash < 0 ? folder : target.slice(0, slash) });
}
