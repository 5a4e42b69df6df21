import { dataModule, named } from "../contract.data.ts";
import { ATTACHMENTS_SQL, attachments, createAttachment, deleteAttachment, getAttachment } from "./attachments.data.ts";
import { IMPORT_NOTES_SQL } from "./import-notes.data.ts";
import { note } from "./note.model.ts";
import { NOTES_SQL, createNote, getNote, updateNote } from "./notes.data.ts";
import { RENAME_SQL } from "./rename.data.ts";
import { NOTE_MIGRATIONS, NOTE_TRACKED } from "./schema.data.ts";

export const noteData = dataModule(note, {
  migrations: NOTE_MIGRATIONS,
  tracked: NOTE_TRACKED,
  sql: named({ notes: NOTES_SQL, rename: RENAME_SQL, import: IMPORT_NOTES_SQL, attachments: ATTACHMENTS_SQL }),
  commands: {
    "note.create": (ctx, args) => createNote(ctx, args),
    "note.update": (ctx, args) => updateNote(ctx, args),
    "attachment.create": (ctx, args) => createAttachment(ctx, { ...args, id: args.id ?? ctx.newId(), folder: args.folder ?? "" }),
    "attachment.delete": (ctx, { id }) => deleteAttachment(ctx, id),
  },
  queries: {
    "note.get": (ctx, { id }) => getNote(ctx, id),
    "attachment.list": (ctx) => attachments(ctx),
    "attachment.get": (ctx, { id, name }) => getAttachment(ctx, id, name),
  },
  tasks: {},
});
