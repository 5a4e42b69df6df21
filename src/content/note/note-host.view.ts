import type { Client } from "../../app/data/client.ts";
import type { EditorHost } from "./editor-host.view.ts";

interface HostDeps {
  readonly client: Client;
  readonly open: (path: string) => void;
  /** Folder of the open note: links and new notes start from there. */
  readonly folder: () => string;
  readonly onEdit: () => void;
  readonly onBlur: () => void;
}

/** What the editor may ask of the workspace. `dispose` gives the pictures' memory back. */
export function createNoteHost({ client, open, folder, onEdit, onBlur }: HostDeps): EditorHost & { dispose(): void } {
  const pictures = new Map<string, Promise<string | null>>();

  async function pictureUrl(name: string): Promise<string | null> {
    const file = await client.query("attachment.get", { name });
    return file && URL.createObjectURL(new Blob([file.bytes as Uint8Array<ArrayBuffer>], { type: file.mime }));
  }

  return {
    onEdit,
    onBlur,
    complete: (text) => client.query("node.complete", { text, limit: 20 }),
    tags: async () => (await client.query("tag.list", {})).map(({ tag }) => tag),
    openUrl: (url) => void window.open(url, "_blank", "noopener"),
    async openNote(target, newTab) {
      const name = target.split("#")[0]!.trim();
      if (!name) return;
      const found = await client.query("node.resolve", { name, folder: folder() });
      const id = found?.id ?? (await createLinkedNote(client, name, folder())).id;
      if (newTab) window.open(`/notes/${id}`, "_blank", "noopener");
      else open(`/notes/${id}`);
    },
    picture(name) {
      const known = pictures.get(name) ?? pictureUrl(name);
      pictures.set(name, known);
      return known;
    },
    async attach(file) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const kept = await client.run("attachment.create", { name: file.name, folder: folder(), mime: file.type || "application/octet-stream", bytes });
      return `![[${kept.name}]]`;
    },
    dispose() {
      for (const url of pictures.values()) void url.then((known) => known && URL.revokeObjectURL(known));
    },
  };
}

/** The note that a link names: `Folder/Name` is made in that folder, a bare name beside the note that links to it. */
export function createLinkedNote(client: Client, target: string, folder: string): Promise<{ id: string }> {
  const slash = target.lastIndexOf("/");
  return client.run("note.create", { name: target.slice(slash + 1), folder: slash < 0 ? folder : target.slice(0, slash) });
}
