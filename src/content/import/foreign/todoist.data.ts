import { hashText } from "../../note/attachments.data.ts";
import type { Priority } from "../../planner/planner.model.ts";
import type { LeftOut, ReadFile } from "../read-files.data.ts";
import { hoursOf, lineOf, numberOf } from "./fields.data.ts";
import type { ForeignContent, ForeignEdge, ForeignFormat, ForeignText } from "./foreign.data.ts";
import { damagedFile } from "./refuse.data.ts";
import { readDate } from "./todoist-date.data.ts";

type Row = Readonly<Record<string, string>>;

interface Task {
  readonly key: string;
  readonly name: string;
  readonly row: Row;
  readonly tags: readonly string[];
  readonly section: string | null;
  readonly parent: string | null;
  readonly order: number;
  readonly notes: string[];
}

/** A project of Todoist as it exports it, a template or one file of a backup: columns TYPE, CONTENT, PRIORITY, INDENT, DATE … */
export const todoist: ForeignFormat = {
  recognises: (text) => {
    const header = text
      .slice(0, 2000)
      .split(/\r?\n/, 1)[0]!
      .replaceAll('"', "")
      .split(/[,;\t]/);
    return ["TYPE", "CONTENT", "PRIORITY", "INDENT"].every((column) => header.includes(column));
  },
  async read(file) {
    const { default: Papa } = await import("papaparse");
    const { data, errors } = Papa.parse<Row>(file.text, { header: true, skipEmptyLines: "greedy" });
    if (errors.some(({ type }) => type === "Quotes")) throw damagedFile(file.name, "an export of Todoist");
    return contentOf(data, file);
  },
};

function contentOf(rows: readonly Row[], file: ForeignText): ForeignContent {
  const label = file.name.replace(/ \[\d+\]$/, "");
  const source = `todoist:${label}`;
  const { tasks, left } = tasksOf(rows, label);
  const files: ReadFile[] = [
    {
      kind: "item",
      path: label,
      remarks: [],
      item: {
        kind: "project",
        source,
        source_id: "project",
        name: label,
        content: "",
        intention: null,
        why: null,
        status: "active",
        priority: "medium",
        progress: 0,
        tags: [],
        due_at: null,
        completed_at: null,
        created_at: file.modified_at,
        modified_at: file.modified_at,
      },
    },
    ...tasks.map((task): ReadFile => todoOf(task, source, label, file.modified_at)),
    ...left,
  ];
  const edges = tasks.flatMap(({ parent, key, order }): ForeignEdge[] =>
    parent === null ? [] : [{ from: parent, to: key, edge_type: "NEST", sequence_order: order }],
  );
  return { source, label, files, edges };
}

/** Rows are in the order of the project: sections, tasks by their indent, and notes after what they are about. */
function tasksOf(rows: readonly Row[], label: string): { tasks: Task[]; left: LeftOut[] } {
  const tasks: Task[] = [];
  const left: LeftOut[] = [];
  const times = new Map<string, number>();
  let section: string | null = null;
  let above: Task[] = [];
  rows.forEach((row, order) => {
    const type = row["TYPE"]?.trim().toLowerCase();
    const content = row["CONTENT"] ?? "";
    if (type === "section") [section, above] = [lineOf(content), []];
    else if (type === "note" && content.trim()) tasks.at(-1)?.notes.push(content.trim());
    else if (type === "task") {
      const { name, tags } = labelsOf(content);
      if (name === null) return void left.push(nameless(label, order));
      const indent = Math.max(1, Math.min(above.length + 1, Math.round(numberOf(row["INDENT"]) ?? 1)));
      above = above.slice(0, indent - 1);
      const path = JSON.stringify([section, ...above.map((task) => task.name), name]);
      const time = (times.get(path) ?? 0) + 1;
      times.set(path, time);
      const key = `task:${hashText(`${path}#${time}`).slice(0, 32)}`;
      const task: Task = { key, name, row, tags, section, parent: above.at(-1)?.key ?? null, order, notes: [] };
      above.push(task);
      tasks.push(task);
    }
  });
  return { tasks, left };
}

/** `Buy milk @errands` is named `Buy milk` and tagged; a leading `* ` says that it cannot be ticked off. */
function labelsOf(content: string): { name: string | null; tags: string[] } {
  const tags: string[] = [];
  const rest = content.replace(/(^|\s)@([\p{L}\p{N}_/-]+)(?=\s|$)/gu, (_, before: string, tag: string) => {
    tags.push(tag);
    return before;
  });
  return { name: lineOf(rest.replace(/^\* /, "")) ?? lineOf(content), tags };
}

function todoOf({ key, name, row, tags, section, order, notes }: Task, source: string, label: string, at: number): ReadFile {
  const said = row["DATE"]?.trim() ?? "";
  const date = readDate(said, row["TIMEZONE"]?.trim() || null, at);
  const deadline = readDate(row["DEADLINE"]?.trim() ?? "", null, at);
  const repeats = /\bevery\b|\beach\b|^(?:daily|weekly|monthly|yearly)\b/i.test(said);
  const isOpen = said !== "" && date === null;
  const remarks = isOpen
    ? [
        repeats
          ? `It repeats (“${said}”): that is kept as text, one todo was made.`
          : `Its date “${said}” was not understood; it is kept as text.`,
      ]
    : [];
  const lines = [
    row["DESCRIPTION"]?.trim() ?? "",
    isOpen ? `Date in Todoist: ${said}` : "",
    ...notes.map((note) => note.replaceAll(/^/gm, "> ")),
  ];
  return {
    kind: "item",
    path: `${label} › ${name}`,
    remarks,
    item: {
      kind: "todo",
      source,
      source_id: key,
      name,
      content: lines.filter(Boolean).join("\n\n"),
      project: "project",
      week: null,
      status: "matched",
      priority: priorityOf(row["PRIORITY"]),
      estimated_hours: durationOf(row),
      actual_hours: 0,
      tags: [...tags, ...(section === null ? [] : [section])],
      due_at: date ?? deadline,
      completed_at: null,
      created_at: at,
      modified_at: at,
      sort_order: order,
    },
  };
}

/** In files 1 is the most urgent and 4, which nearly all have, says nothing. */
const priorityOf = (value: string | undefined): Priority => (["1", "2"].includes(value?.trim() ?? "") ? "high" : "medium");

function durationOf(row: Row): number | null {
  const duration = hoursOf(row["DURATION"]);
  if (duration === null || duration === 0) return null;
  return row["DURATION_UNIT"]?.trim() === "minute" ? Math.round((duration / 60) * 100) / 100 : null;
}

const nameless = (label: string, order: number): LeftOut => ({
  kind: "out",
  path: `${label} › line ${order + 2}`,
  outcome: "failed",
  remarks: ["A task without a name; it was left out."],
});
