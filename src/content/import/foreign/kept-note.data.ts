import { stringify } from "yaml";
import type { ReadNote } from "../read-files.data.ts";

interface Kept {
  readonly source: string;
  readonly source_id: string;
  readonly label: string;
  /** The kind of thing it is, such as `whiteroom.song`: by this it is found and converted when Atelier has the type. */
  readonly kind: string;
  readonly name: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly created_at: number;
  readonly modified_at: number;
  readonly value: unknown;
  readonly lead?: string | undefined;
}

/** What Atelier has no type for yet: a note that holds all of it as JSON, marked with what it is (IF6). */
export function keptNote(kept: Kept): ReadNote {
  const { source, source_id, label, kind, name, folder, tags, created_at, modified_at, value, lead } = kept;
  const json = JSON.stringify(value, null, 2);
  const fence = "`".repeat(Math.max(3, ...Array.from(json.matchAll(/`{3,}/g), ([run]) => run.length + 1)));
  return {
    kind: "note",
    as: "kept",
    path: `${label} › ${name}`,
    note: {
      source,
      source_id,
      name,
      folder,
      tags,
      aliases: [],
      created_at,
      modified_at,
      front_matter: `---\n${stringify({ kept_as: kind, kept_id: source_id })}---\n`,
      content: `${lead ? `${lead}\n\n` : ""}${fence}json\n${json}\n${fence}\n`,
    },
    values: null,
    remarks: [],
  };
}
