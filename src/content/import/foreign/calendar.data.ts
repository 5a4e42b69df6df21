import type ICAL from "ical.js";
import { startOf } from "../../../base/days.ts";
import { hashText } from "../../note/attachments.data.ts";
import type { Priority, Stage } from "../../planner/planner.model.ts";
import type { LeftOut, ReadFile } from "../read-files.data.ts";
import { lineOf, textOf } from "./fields.data.ts";
import type { ForeignContent, ForeignEdge, ForeignFormat, ForeignText } from "./foreign.data.ts";
import { plainNote } from "./plain-note.data.ts";
import { damagedFile } from "./refuse.data.ts";
import { isZone, momentOf } from "./wall-time.data.ts";

type Component = InstanceType<typeof ICAL.Component>;
type Property = InstanceType<typeof ICAL.Property>;
type Time = InstanceType<typeof ICAL.Time>;

const SOURCE = "ics";

/** Calendars (RFC 5545): todos, events and journals. Unfolding, escapes and time zones of the file are the library's. */
export const calendar: ForeignFormat = {
  recognises: (text) => /^\s*BEGIN:VCALENDAR\b/i.test(text),
  async read(file) {
    if (!/END:VCALENDAR\s*$/i.test(file.text)) throw damagedFile(file.name, "a calendar");
    const { default: library } = await import("ical.js");
    let parsed: unknown[];
    try {
      parsed = library.parse(file.text) as unknown[];
    } catch {
      throw damagedFile(file.name, "a calendar");
    }
    const calendars = Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
    return contentOf(
      calendars.map((jcal) => new library.Component(jcal)),
      file,
    );
  },
};

function contentOf(calendars: readonly Component[], file: ForeignText): ForeignContent {
  const files: ReadFile[] = [];
  const edges: ForeignEdge[] = [];
  const title = lineOf(valueOf(calendars[0]!, "x-wr-calname")) ?? file.name;
  for (const part of calendars.flatMap((one) => one.getAllSubcomponents())) {
    if (part.name !== "vevent" && part.name !== "vtodo" && part.name !== "vjournal") continue;
    const read = reader(part, title, file);
    files.push(part.name === "vtodo" ? todoOf(read) : noteOf(read, part.name === "vevent"));
    const parent = textOf(valueOf(part, "related-to"));
    if (parent !== null) edges.push({ from: parent, to: read.id, edge_type: "NEST" });
  }
  return { source: SOURCE, label: title, files, edges };
}

type Reader = ReturnType<typeof reader>;

/** What all three kinds have in common. */
function reader(part: Component, label: string, file: ForeignText) {
  const remarks: string[] = [];
  const text = (name: string) => textOf(valueOf(part, name));
  const time = (name: string) => {
    const property = part.getFirstProperty(name);
    return property ? timeOf(property, remarks) : null;
  };
  const name = lineOf(text("summary")) ?? "Without a title";
  const modified = time("last-modified") ?? time("dtstamp") ?? file.modified_at;
  const created = time("created") ?? modified;
  const again = text("recurrence-id");
  const uid = text("uid") ?? hashText(part.toString()).slice(0, 32);
  const rule = part.getFirstProperty("rrule") ?? part.getFirstProperty("rdate");
  if (rule) remarks.push("It repeats: the rule is kept as text, and it is here once.");
  return {
    part,
    label,
    remarks,
    text,
    time,
    name,
    id: again === null ? uid : `${uid}#${again}`,
    times: { created_at: Math.min(created, modified), modified_at: modified },
    tags: part.getAllProperties("categories").flatMap((property) => property.getValues().flatMap((tag) => lineOf(tag) ?? [])),
    content: [text("description") ?? "", ...keptLines(part)].filter(Boolean).join("\n\n"),
    source_url: /^https?:\/\//i.test(text("url") ?? "") ? lineOf(text("url")) : null,
  };
}

/** What has no column: rules of repetition and people, word for word. */
const keptLines = (part: Component): string[] =>
  ["rrule", "rdate", "exdate", "organizer", "attendee"]
    .map((name) => part.getAllProperties(name).map((property) => `- ${property.toICALString().replace(/\r?\n[ \t]/g, "")}`))
    .map((lines) => lines.join("\n"));

function todoOf({ part, label, remarks, text, time, name, id, times, tags, content }: Reader): ReadFile {
  const path = `${label} › ${name}`;
  const said = (text("status") ?? "").toUpperCase();
  if (said === "CANCELLED") return out(path, "It was cancelled in the calendar; it was left out.");
  const completed = time("completed");
  const isDone = said === "COMPLETED" || completed !== null || Number(text("percent-complete") ?? 0) >= 100;
  const status: Stage = isDone ? "done" : said === "IN-PROCESS" ? "confirmed" : "dumped";
  const due = time("due") ?? endOf(part, time);
  return {
    kind: "item",
    path,
    remarks,
    item: {
      kind: "todo",
      source: SOURCE,
      source_id: id,
      name,
      content,
      tags,
      project: null,
      week: null,
      status,
      priority: priorityOf(Number(text("priority") ?? 0)),
      estimated_hours: null,
      actual_hours: 0,
      due_at: due,
      completed_at: isDone ? (completed ?? times.modified_at) : null,
      ...times,
    },
  };
}

function noteOf({ part, label, remarks, text, time, name, id, times, tags, content, source_url }: Reader, isEvent: boolean): ReadFile {
  const start = time("dtstart");
  if (isEvent && start === null) return out(`${label} › ${name}`, "An event without a time that could be read; it was left out.");
  const [latitude, longitude] = (part.getFirstProperty("geo")?.getFirstValue() ?? []) as [number?, number?];
  const location_name = lineOf(text("location"));
  return plainNote({
    label,
    ...(isEvent && { as: "event" }),
    source: SOURCE,
    source_id: id,
    source_url,
    name,
    folder: isEvent ? `Calendar/${label.replaceAll("/", "-")}` : "Journal",
    content,
    tags,
    ...times,
    remarks,
    values: {
      ...(start !== null && { event_start: start, event_end: time("dtend") ?? endOf(part, time) ?? wholeDay(part, start) }),
      ...(location_name !== null && { location_name }),
      ...(isPlace(latitude, longitude) && { latitude: latitude!, longitude: longitude! }),
      ...(text("status")?.toUpperCase() === "CANCELLED" && { status: "cancelled" }),
    },
  });
}

const isPlace = (latitude: unknown, longitude: unknown): boolean =>
  typeof latitude === "number" && typeof longitude === "number" && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

/** The end of what says how long it takes instead. */
function endOf(part: Component, time: (name: string) => number | null): number | null {
  const duration: unknown = part.getFirstPropertyValue("duration");
  const start = time("dtstart");
  if (start === null || typeof duration !== "object" || duration === null || !("toSeconds" in duration)) return null;
  return start + (duration as { toSeconds(): number }).toSeconds() * 1000;
}

/** A day without an end is that day; a moment without an end has none. */
function wholeDay(part: Component, start: number): number | null {
  const value = part.getFirstPropertyValue("dtstart") as Time | null;
  return value?.isDate ? startOf(dayOf({ ...wallOf(value), day: value.day + 1 }, start)) : null;
}

const wallOf = ({ year, month, day, hour, minute, second }: Time) => ({ year, month, day, hour, minute, second });

function dayOf({ year, month, day }: { year: number; month: number; day: number }, at: number): string {
  const date = new Date(at);
  date.setFullYear(year, month - 1, day);
  return [
    String(date.getFullYear()).padStart(4, "0"),
    String(date.getMonth() + 1).padStart(2, "0"),
    String(date.getDate()).padStart(2, "0"),
  ].join("-");
}

/** UTC, a zone of the IANA database, a zone that the file describes, or where the device is. */
function timeOf(property: Property, remarks: string[]): number | null {
  const value = property.getFirstValue() as Partial<Time> | string | null;
  if (value === null || typeof value !== "object" || typeof value.year !== "number" || value.year < 1000 || value.year > 9999) return null;
  const time = value as Time;
  const wall = wallOf(time);
  if (time.isDate) return startOf(dayOf(wall, 0));
  const zone = time.zone?.tzid;
  if (zone === "UTC" || zone === "Z") return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const named = property.getFirstParameter("tzid");
  if (!named) return momentOf(wall, null);
  if (isZone(named)) return momentOf(wall, named);
  if (zone === named) return time.toUnixTime() * 1000;
  remarks.push(`Its time zone “${named}” is not known: its times are taken as those of this device.`);
  return momentOf(wall, null);
}

function valueOf(part: Component, name: string): string | number | null {
  const value: unknown = part.getFirstPropertyValue(name);
  if (typeof value === "string" || typeof value === "number") return value;
  return typeof value === "object" && value !== null ? String(value as { toString(): string }) : null;
}

/** 1 to 4 high, 6 to 9 low; 5 is the middle and 0 says nothing (RFC 5545, 3.8.1.9). */
const priorityOf = (priority: number): Priority =>
  priority >= 1 && priority <= 4 ? "high" : priority >= 6 && priority <= 9 ? "low" : "medium";

const out = (path: string, remark: string): LeftOut => ({ kind: "out", path, outcome: "skipped", remarks: [remark] });
