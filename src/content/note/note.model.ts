import * as v from "valibot";
import { id, line, model, newId, spec, tags, text, flag } from "../contract.model.ts";
import type { NodeRecord } from "../spine/spine.model.ts";

/** A note: a node whose `content` is Markdown without its front matter. */
export interface NoteRecord extends NodeRecord {
  /** The front matter exactly as it was written, delimiters and all; empty if there is none. */
  front_matter: string;
  aliases: string[];
  word_count: number;
}

export interface Attachment {
  id: string;
  name: string;
  folder: string;
  mime: string;
  /** Bytes. */
  size: number;
  created_at: number;
}

const name = v.pipe(line, v.minLength(1, "A note needs a title."));

export const note = model({
  name: "note",
  doc: "Markdown notes and the files attached to them.",
  commands: {
    "note.create": spec("Creates a note. `[[wikilinks]]` in its text become edges.", {
      id: newId,
      name: v.optional(line),
      content: v.optional(text),
      folder: v.optional(line),
      tags: v.optional(tags),
      aliases: v.optional(tags),
    }).answers<{ id: string; name: string }>("`{id, name}`; without a name the note is called Untitled"),
    "note.update": spec("Changes a note; absent arguments stay as they are. Edges follow the links in its text.", {
      id,
      name: v.optional(name),
      content: v.optional(text),
      folder: v.optional(line),
      tags: v.optional(tags),
      aliases: v.optional(tags),
      /** With `name`: also rewrite `[[old name]]` in the notes that link here. */
      rewrite_links: v.optional(flag),
      /** The `version` that `content` was edited from: if the note has changed since, nothing is written (`VersionConflict`). */
      base_version: v.optional(v.pipe(v.number(), v.integer())),
    }).answers<{ id: string; version: number; rewritten: number }>(
      "`{id, version, rewritten}`: `rewritten` counts the notes whose links were rewritten",
    ),
    "attachment.create": spec("Keeps a file; the same bytes are kept once.", {
      id: newId,
      name,
      folder: v.optional(line),
      mime: v.optional(line),
      bytes: v.instance(Uint8Array),
    }).answers<{ id: string; name: string }>("`{id, name}`; the name is made unique in its folder"),
    "attachment.delete": spec("Deletes an attached file.", { id }).answers<{ id: string }>("`{id}`"),
  },
  queries: {
    "note.get": spec("One note whole.", { id }).answers<NoteRecord | null>("the note, or null"),
    "attachment.list": spec("The attached files, without their bytes.", {}).answers<Attachment[]>(
      "an array of `{id, name, folder, mime, size, created_at}`",
    ),
    "attachment.get": spec("An attached file with its bytes, by id, or by the path or name that an embed uses.", {
      id: v.optional(id),
      name: v.optional(line),
    }).answers<(Attachment & { bytes: Uint8Array }) | null>("the file with `bytes`, or null"),
  },
  tasks: {},
});
