import type { Model, Spec } from "../../src/content/contract.model.ts";
import { models } from "../../src/content/index.model.ts";
import { exampleCall } from "./examples.ts";
import { defaultText, isOptional, NAMED, shapeOf, typeText } from "./types.ts";

const KINDS = [
  ["commands", "Commands", "They change something; pass them to `atelier.mutate`."],
  ["queries", "Queries", "They answer at once and change nothing; pass them to `atelier.query` or `atelier.watch`."],
  ["tasks", "Tasks", "Long work with progress that can be cancelled; pass them to `atelier.task`."],
] as const;
type Kind = (typeof KINDS)[number][0];

const HEAD = `# Scripting Atelier

*Generated from the contract in \`src/content/**/*.model.ts\` by \`npm run docs\`; a test fails when it is out of date. Every
example below is run in a real browser by \`npm test\`.*

Everything that the app does goes through one object, \`window.atelier\`. Open the developer tools of the page and type:

\`\`\`js
await atelier.ready
await atelier.mutate([{ name: "note.create", args: { name: "Chorus", content: "Comes after the [[Verse]]." } }])
await atelier.query("search.nodes", { text: "chorus" })
\`\`\`

| method | answers |
|---|---|
| \`atelier.ready\` | a promise that resolves when the database is open |
| \`atelier.mutate(commands)\` | \`Promise<Outcome[]>\`: one outcome per command, \`{ok: true, value}\` or \`{ok: false, error: {type, message}}\`. All commands of one call are one transaction; a refused command is rolled back alone |
| \`atelier.query(name, args)\` | a promise of the answer; rejects with an error whose \`failure\` is \`{type, message}\` |
| \`atelier.watch(name, args, onChange)\` | a promise of a function that stops it; \`onChange\` is called with the first answer and whenever it differs |
| \`atelier.task(name, args, onProgress?, signal?)\` | a promise of the answer; \`onProgress\` is called with \`{phase, done, total}\`, \`signal\` is an \`AbortSignal\` |
| \`atelier.sql(text, params?)\` | a promise of rows; reading only, at most 10,000 |
| \`atelier.version\` | the version of the app |
| \`atelier.status()\` | a promise of \`{version, role, storage, epoch, pending, …}\` |

Arguments are checked before anything happens; what does not fit is refused as \`InvalidArguments\` with a sentence. An
argument that is not listed is refused too.

## Types
`;

/** The whole of docs/scripting.md. */
export function scriptingReference(): string {
  const types = NAMED.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`);
  const kinds = KINDS.map(([kind, title, text]) => `## ${title}\n\n${text}\n\n${models.map((model) => section(kind, model)).join("")}`);
  return `${HEAD}\n| type | meaning |\n|---|---|\n${types.join("\n")}\n\n${kinds.join("")}`.trimEnd() + "\n";
}

function section(kind: Kind, model: Model): string {
  return Object.entries(model[kind])
    .map(
      ([name, spec]) =>
        `### \`${name}\`\n\n${spec.doc}\n\n${argumentTable(spec)}Answers ${spec.answers}.\n\n\`\`\`js\n${exampleCall(kind, name)}\n\`\`\`\n\n`,
    )
    .join("");
}

function argumentTable(spec: Spec): string {
  const entries = Object.entries(shapeOf(spec.args).entries!);
  if (entries.length === 0) return "No arguments.\n\n";
  const rows = entries.map(([name, schema]) => {
    const absent = spec.mints.includes(name) ? "minted" : isOptional(schema) ? defaultText(schema) || "optional" : "**required**";
    return `| \`${name}\` | ${code(typeText(schema))} | ${absent} |`;
  });
  return `| argument | type | when absent |\n|---|---|---|\n${rows.join("\n")}\n\n`;
}

/** Inline code inside a table: the bars of a union would end the cell. */
const code = (text: string) => `\`${text.replaceAll("|", "\\|")}\``;
