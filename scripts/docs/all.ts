import { schemaReference } from "./schema.ts";
import { scriptingReference } from "./scripting.ts";

/** The documents that are made from the code: name in docs/ → text. */
export const generated = async () => ({ "scripting.md": scriptingReference(), "schema.md": await schemaReference() });
