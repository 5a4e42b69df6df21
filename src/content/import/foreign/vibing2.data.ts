import { field, type Fields, isFields, jsonOf, lineOf, list, textOf, timeOf } from "./fields.data.ts";
import type { ReadFile } from "../read-files.data.ts";
import type { ForeignContent, ForeignFormat, ForeignText } from "./foreign.data.ts";
import { keptNote } from "./kept-note.data.ts";
import { damagedFile } from "./refuse.data.ts";

const SOURCE = "vibing2";
const FOLDER = "Imported/Vibing2";
/** What opens an account is of no use here, and must not lie about in notes. */
const SECRETS = new Set(["password", "password_hash", "passwordHash", "sessions", "token"]);

/** Seed 000: `exportUserData`, a person with projects (their messages and files) and the use of tokens. */
export const vibing2: ForeignFormat = {
  recognises: (text) =>
    /^\s*\{/.test(text) &&
    /"exportedAt"\s*:/.test(text) &&
    /"data"\s*:/.test(text) &&
    /"(?:projects|tokenUsage|token_usage)"\s*:/.test(text),
  read(file) {
    const value = jsonOf(file.text);
    const user = isFields(value) && isFields(value["data"]) ? value["data"] : null;
    if (!user) throw damagedFile(file.name, "an export of Vibing2");
    return contentOf(user, isFields(value) ? timeOf(value["exportedAt"]) : null, file);
  },
};

function contentOf(user: Fields, exported: number | null, file: ForeignText): ForeignContent {
  const at = exported ?? file.modified_at;
  const { projects, tokenUsage, token_usage, ...person } = user;
  const usage = list(tokenUsage ?? token_usage);
  const files: ReadFile[] = [
    kept("user", textOf(field(user, "id")) ?? "user", lineOf(field(user, "name", "email")) ?? "Person", withoutSecrets(person), at),
    ...list(projects).map((row, i) => {
      const name = lineOf(field(row, "name")) ?? "Project without a name";
      return kept("project", textOf(field(row, "id")) ?? `${i}`, name, row, at, textOf(field(row, "description")) ?? undefined);
    }),
    ...(usage.length > 0 ? [kept("token_usage", "all", "Use of tokens", usage, at)] : []),
  ];
  return { source: SOURCE, label: file.name, files, edges: [] };
}

/** Seed 000: the CSV export of its users. */
export const vibing2Users: ForeignFormat = {
  recognises: (text) => {
    const header = text.slice(0, 2000).split(/\r?\n/, 1)[0]!.replaceAll('"', "").split(",");
    return ["id", "email", "plan", "token_balance", "context_used"].every((column) => header.includes(column));
  },
  async read(file) {
    const { default: Papa } = await import("papaparse");
    const { data, errors } = Papa.parse<Fields>(file.text, { header: true, skipEmptyLines: "greedy" });
    if (errors.some(({ type }) => type === "Quotes")) throw damagedFile(file.name, "an export of Vibing2");
    const files = data.map((row, i) =>
      kept(
        "user",
        textOf(field(row, "id")) ?? `${i}`,
        lineOf(field(row, "name", "email")) ?? "Person",
        withoutSecrets(row),
        file.modified_at,
      ),
    );
    return { source: SOURCE, label: file.name, files, edges: [] };
  },
};

const withoutSecrets = (row: Fields): Fields => Object.fromEntries(Object.entries(row).filter(([key]) => !SECRETS.has(key)));

function kept(kind: string, id: string, name: string, value: unknown, at: number, lead?: string): ReadFile {
  const row = isFields(value) ? value : {};
  const modified_at = timeOf(field(row, "updatedAt", "updated_at")) ?? at;
  return keptNote({
    source: SOURCE,
    source_id: `${kind}:${id}`,
    label: "Vibing2",
    kind: `vibing2.${kind}`,
    name,
    folder: FOLDER,
    tags: [],
    created_at: Math.min(timeOf(field(row, "createdAt", "created_at")) ?? modified_at, modified_at),
    modified_at,
    value,
    lead,
  });
}
