import type * as v from "valibot";
import { flag, id, limit, line, millis, newId, tags, text } from "../../src/content/contract.model.ts";

/** Types that recur under one name, explained once at the head of the reference. */
export const NAMED: readonly { schema: v.GenericSchema; name: string; meaning: string }[] = [
  { schema: id, name: "id", meaning: "1–64 letters, digits, `-` or `_`. Ids that Atelier makes are UUIDv7." },
  { schema: newId, name: "id?", meaning: "the id of what is made; minted for you when absent" },
  { schema: line, name: "line", meaning: "one line of text: trimmed, at most 1,000 characters, no control characters" },
  { schema: text, name: "text", meaning: "text of any length up to 32 million characters" },
  { schema: tags, name: "line[]", meaning: "at most 200 lines, none of them empty" },
  { schema: millis, name: "millis", meaning: "a time: milliseconds since 1970-01-01 UTC, a whole number" },
  { schema: limit, name: "limit", meaning: "how many at most: a whole number from 1 to 1,000; 50 when absent" },
  { schema: flag, name: "boolean", meaning: "`true` or `false`" },
];

/** The parts of valibot's schemas that the models use. */
interface Shape {
  readonly type: string;
  readonly wrapped?: v.GenericSchema;
  readonly default?: unknown;
  readonly options?: readonly (v.GenericSchema | string | number)[];
  readonly item?: v.GenericSchema;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly class?: { readonly name: string };
  readonly pipe?: readonly { readonly kind: string; readonly type: string; readonly requirement?: unknown }[];
}

export const shapeOf = (schema: v.GenericSchema) => schema as unknown as Shape;
export const isOptional = (schema: v.GenericSchema) => shapeOf(schema).type === "optional";

/** The type of one argument, in words of TypeScript: `"LINK" | "NEST"`, `line?`, `number ≥ 0`. */
export function typeText(schema: v.GenericSchema): string {
  const named = NAMED.find((entry) => entry.schema === baseOf(schema) || entry.schema === schema);
  const shape = shapeOf(schema);
  if (named) return named.name + (named.schema === schema ? "" : limits(shape));
  switch (shape.type) {
    case "optional":
      return typeText(shape.wrapped!);
    case "nullable":
      return `${typeText(shape.wrapped!)} | null`;
    case "union":
      return shape.options!.map((option) => typeText(option as v.GenericSchema)).join(" | ");
    case "picklist":
      return shape.options!.map((option) => JSON.stringify(option)).join(" | ");
    case "array":
      return `${typeText(shape.item!)}[]${limits(shape)}`;
    case "strict_object":
      return `{${Object.entries(shape.entries!)
        .map(([key, entry]) => `${key}: ${typeText(entry)}`)
        .join(", ")}}`;
    case "instance":
      return shape.class!.name;
    case "custom":
      return "File";
    default:
      return shape.type + limits(shape);
  }
}

/** A pipe begins with the schema it refines. */
function baseOf(schema: v.GenericSchema): unknown {
  return shapeOf(schema).pipe?.[0];
}

const LIMITS: Record<string, (requirement: unknown) => string> = {
  integer: () => "whole",
  min_value: (least) => `≥ ${String(least)}`,
  max_value: (most) => `≤ ${String(most)}`,
  min_length: (least) => (least === 1 ? "not empty" : `at least ${String(least)} long`),
  max_length: (most) => `at most ${String(most)} long`,
};

function limits({ pipe = [] }: Shape): string {
  const said = pipe.flatMap((step) => LIMITS[step.type]?.(step.requirement) ?? []);
  return said.length > 0 ? ` (${said.join(", ")})` : "";
}

/** `50` for an argument that is 50 when absent; empty when there is no such value. */
export function defaultText(schema: v.GenericSchema): string {
  const value = shapeOf(schema).default;
  return value === undefined ? "" : `\`${JSON.stringify(value)}\``;
}
