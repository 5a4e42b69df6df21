import * as v from "valibot";
import { id, limit, line, model, spec } from "../contract.model.ts";

export interface VersionEntry {
  /** Number of the version: grows with time, never used again. */
  version: number;
  /** When the state was reached; milliseconds UTC. */
  at: number;
  reason: "edit" | "named" | "restore" | "remote";
  label: string | null;
  /** Characters of its text and properties. */
  size: number;
}

/** What a node was. Times are milliseconds UTC. */
export interface VersionRecord extends VersionEntry {
  node_id: string;
  name: string;
  tags: string[];
  content: string;
}

const number = v.pipe(v.number(), v.integer(), v.minValue(1));

export const version = model({
  name: "version",
  doc: "Earlier states of nodes: kept while one edits, looked at, brought back.",
  commands: {
    "version.keep": spec("Keeps the state of a node now, under a name: it is never thinned out.", {
      node_id: id,
      label: v.pipe(line, v.minLength(1, "A kept version needs a name."), v.maxLength(200)),
    }).answers<{ version: number }>("`{version}`: its number"),
    "version.restore": spec("Brings text and properties of a version back; the state before is a version too. Name and folder stay.", {
      version: number,
    }).answers<{ id: string }>("`{id}` of the node"),
    "version.rename": spec("Gives a version a name, so that it stays, or with null takes the name away.", {
      version: number,
      label: v.nullable(v.pipe(line, v.minLength(1), v.maxLength(200))),
    }).answers<{ version: number }>("`{version}`"),
  },
  queries: {
    "version.list": spec("The versions of a node, newest first.", {
      node_id: id,
      limit,
      /** Only older ones than this number. */
      before: v.optional(number),
    }).answers<{ rows: VersionEntry[]; total: number }>("`{rows, total}`"),
    "version.get": spec("One version whole.", { version: number }).answers<VersionRecord | null>("the version, or null"),
  },
  tasks: {},
});
