import { Refusal } from "../../base/result.ts";
import { dataModule } from "../contract.data.ts";
import { note } from "./note.model.ts";
import { NOTES_SQL, createNote, getNote, updateNote } from "./notes.data.ts";
import { NOTE_MIGRATIONS, NOTE_TRACKED } from "./schema.data.ts";

export const noteData = dataModule(note, {
  migrations: NOTE_MIGRATIONS,
  tracked: NOTE_TRACKED,
  sql: NOTES_SQL,
  commands: {
    "note.create": (ctx, args) => createNote(ctx, args),
    "note.update": (ctx, args) => updateNote(ctx, args),
    "attachment.create": () => {
      throw new Refusal("NotYet", "not yet");
    },
    "attachment.delete": () => {
      throw new Refusal("NotYet", "not yet");
    },
  },
  queries: {
    "note.get": (ctx, { id }) => getNote(ctx, id),
    "attachment.list": () => [],
    "attachment.get": () => null,
  },
  tasks: {},
});
