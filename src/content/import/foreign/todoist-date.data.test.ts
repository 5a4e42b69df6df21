import { expect, test } from "vitest";
import { startOf } from "../../../base/days.ts";
import { readDate } from "./todoist-date.data.ts";
import { momentOf } from "./wall-time.data.ts";

const WRITTEN = startOf("2026-06-15") + 3_600_000;
const HOUR = 3_600_000;

test.each([
  ["2026-03-14", startOf("2026-03-14") + 18 * HOUR],
  ["2026-03-14T09:30", new Date(2026, 2, 14, 9, 30).getTime()],
  ["2026-03-14 09:30:00", new Date(2026, 2, 14, 9, 30).getTime()],
  ["14 Mar 2026", startOf("2026-03-14") + 18 * HOUR],
  ["Mar 14, 2026 9:30", new Date(2026, 2, 14, 9, 30).getTime()],
  ["March 14 at 5pm", new Date(2027, 2, 14, 17).getTime()],
  ["1 July", startOf("2026-07-01") + 18 * HOUR],
  ["today", startOf("2026-06-15") + 18 * HOUR],
  ["tomorrow 12:15 am", new Date(2026, 5, 16, 0, 15).getTime()],
])("IF4: %s is understood", (text, at) => expect(readDate(text, null, WRITTEN)).toBe(at));

test.each(["", "every day", "ev monday", "next week", "31 Feb 2026", "2026-13-01", "2026-03-14 25:00", "mai 3", "14", "soon"])(
  "IF4: “%s” is left as text",
  (text) => expect(readDate(text, null, WRITTEN)).toBeNull(),
);

const wall = (hour: number, minute = 0) => ({ year: 2026, month: 3, day: 29, hour, minute, second: 0 });
test("IF4: wall times of zones: before, in and after the hour that the clocks skip, and the one that comes twice", () => {
  expect(momentOf(wall(1, 59), "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 0, 59));
  expect(momentOf(wall(2, 30), "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(momentOf(wall(3), "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 1));
  expect(momentOf({ ...wall(2, 30), month: 10, day: 25 }, "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 0, 30));
  expect(momentOf(wall(12), "Asia/Kolkata")).toBe(Date.UTC(2026, 2, 29, 6, 30));
  expect(momentOf(wall(12), "Pacific/Kiritimati")).toBe(Date.UTC(2026, 2, 28, 22));
});
