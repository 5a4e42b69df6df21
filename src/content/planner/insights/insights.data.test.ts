import { beforeEach, describe, expect, test } from "vitest";
import { openMemory } from "../../../db/drivers/memory.ts";
import { migrate, sequencesOf } from "../../../db/migrate.ts";
import { type TestWorkspace, openTestWorkspace } from "../../../worker/testing.ts";
import { dataModules } from "../../index.data.ts";
import { appliedTo, type Facts, type Rule, scoreOf, type Term, termsOf } from "./facts.model.ts";
import type { ProjectAnalysis, ProjectSummary, Recommendation, RuleEntry } from "./insights.model.ts";
import { predict } from "./predict.data.ts";
import { rules } from "./rules.data.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A project about which no rule has anything to say. */
const CALM: Facts = {
  todos: 4,
  open: 2,
  done: 2,
  overdue: 0,
  unestimated_percent: 0,
  oversized: 0,
  in_work: 1,
  stuck: 0,
  reopened_28_days: 0,
  hours_left: 4,
  hours_total: 8,
  progress: 50,
  velocity: 1,
  days_since_activity: 4,
  days_since_created: 10,
  days_until_due: null,
  hours_available: null,
  scope_growth_hours: 0,
  estimate_error_percent: null,
  has_why: 1,
};

async function defaults(): Promise<Rule[]> {
  const db = await openMemory();
  migrate(db, sequencesOf(dataModules), 0);
  return rules({ db });
}
const DEFAULTS = await defaults();
const reasons = (terms: readonly Term[]) => terms.filter(({ rule }) => rule !== "base").map(({ rule, points }) => `${rule} ${points}`);

/** Facts, the score by hand (80 and what the rules add), the rules that make it. */
const CASES: readonly [string, Partial<Facts>, number | null, string[]][] = [
  ["nothing to say", {}, 80, []],
  ["no todos", { todos: 0, open: 0, done: 0 }, null, []],
  ["one open todo", { todos: 1, open: 1, done: 0, progress: 0 }, 80, []],
  ["all done", { open: 0, done: 4, progress: 100, hours_left: 0 }, 90, ["nearly-there 10"]],
  ["all done long ago", { open: 0, done: 4, progress: 100, hours_left: 0, days_since_activity: 300 }, 90, ["nearly-there 10"]],
  ["six quiet days", { days_since_activity: 6 }, 80, []],
  ["a quiet week", { days_since_activity: 7 }, 65, ["idle-week -15"]],
  ["nine quiet days", { days_since_activity: 9 }, 65, ["idle-week -15"]],
  ["twenty quiet days", { days_since_activity: 20 }, 65, ["idle-week -15"]],
  ["three quiet weeks", { days_since_activity: 21 }, 50, ["idle-long -30"]],
  ["a quiet year", { days_since_activity: 365 }, 50, ["idle-long -30"]],
  ["due yesterday", { days_until_due: -1, hours_available: 0 }, 45, ["past-due -35"]],
  ["due today with work left", { days_until_due: 0, hours_available: 0 }, 55, ["not-enough-time -25"]],
  ["due today, nothing left", { days_until_due: 0, hours_available: 0, hours_left: 0 }, 80, []],
  ["twice the time", { days_until_due: 8, hours_available: 8 }, 80, []],
  ["just enough time", { days_until_due: 4, hours_available: 4 }, 70, ["tight -10"]],
  ["a little room", { days_until_due: 5, hours_available: 5 }, 80, []],
  ["hardly room", { days_until_due: 5, hours_available: 4.9 }, 70, ["tight -10"]],
  ["not enough time", { days_until_due: 3, hours_available: 3 }, 55, ["not-enough-time -25"]],
  ["not enough time, but two days old", { days_until_due: 3, hours_available: 3, days_since_created: 2 }, 80, []],
  ["no velocity, far away", { days_until_due: 100, hours_available: 0, velocity: 0 }, 55, ["not-enough-time -25"]],
  ["past due but done", { days_until_due: -9, hours_available: 0, open: 0, hours_left: 0 }, 80, []],
  ["one overdue", { overdue: 1 }, 70, ["overdue -10"]],
  ["three overdue", { overdue: 3 }, 70, ["overdue -10"]],
  ["four overdue", { overdue: 4 }, 60, ["overdue-many -20"]],
  ["grows, but young", { scope_growth_hours: 20 }, 80, []],
  ["grows", { days_since_created: 14, scope_growth_hours: 8 }, 70, ["scope-grows -10"]],
  ["grows a little", { days_since_created: 14, scope_growth_hours: 7.9 }, 80, []],
  ["comes back twice", { reopened_28_days: 2 }, 80, []],
  ["comes back three times", { reopened_28_days: 3 }, 70, ["reopened -10"]],
  ["two stuck", { stuck: 2 }, 80, []],
  ["three stuck", { stuck: 3 }, 75, ["stuck -5"]],
  ["steady", { days_since_created: 14, days_since_activity: 3 }, 90, ["steady 10"]],
  ["steady without velocity", { days_since_created: 14, days_since_activity: 3, velocity: 0 }, 80, []],
  ["three quarters", { progress: 75 }, 90, ["nearly-there 10"]],
  ["three quarters, one overdue", { progress: 75, overdue: 1 }, 70, ["overdue -10"]],
  ["estimates hold", { done: 5, estimate_error_percent: 25 }, 85, ["estimates-hold 5"]],
  ["estimates are off", { done: 5, estimate_error_percent: 60 }, 80, []],
  ["few estimates", { open: 3, unestimated_percent: 50 }, 75, ["estimate-missing -5"]],
  ["few todos without estimate", { open: 2, unestimated_percent: 100 }, 80, []],
  ["much at once", { in_work: 6 }, 75, ["too-much-at-once -5"]],
  ["large todos cost nothing", { oversized: 2 }, 80, []],
  ["no why costs nothing", { has_why: 0 }, 80, []],
  [
    "everything at once",
    { days_since_activity: 30, days_until_due: -3, hours_available: 0, overdue: 9, stuck: 9, in_work: 9, reopened_28_days: 9 },
    0,
    ["past-due -35", "idle-long -30", "overdue-many -20", "reopened -10", "stuck -5", "too-much-at-once -5", "limit 25"],
  ],
  [
    "at its best",
    { days_since_created: 30, days_since_activity: 0, progress: 90, done: 9, estimate_error_percent: 10 },
    100,
    ["nearly-there 10", "steady 10", "estimates-hold 5", "limit -5"],
  ],
];

function health(rules: readonly Rule[], facts: Facts) {
  const applied = appliedTo(rules, facts);
  return { score: scoreOf(applied, facts), terms: termsOf(applied, facts) };
}

describe("PL8: health by hand", () => {
  test.each(CASES)("%s", (_, facts, score, wanted) => {
    const answer = health(DEFAULTS, { ...CALM, ...facts });
    expect(answer.score).toBe(score);
    expect(reasons(answer.terms).toSorted()).toEqual([...wanted].toSorted());
  });

  test("F22: a score is the sum of terms that are shown, each in words with its numbers", () => {
    const { score, terms } = health(DEFAULTS, { ...CALM, days_since_activity: 9, overdue: 2 });
    expect(terms).toEqual([
      { rule: "base", points: 80, sentence: "Every project begins here." },
      { rule: "idle-week", points: -15, sentence: "No activity for 9 days." },
      { rule: "overdue", points: -10, sentence: "2 overdue." },
    ]);
    expect(terms.reduce((sum, { points }) => sum + points, 0)).toBe(score);
  });

  test("a rule that is turned off counts for nothing", () => {
    const off = DEFAULTS.map((rule) => (rule.id === "idle-week" ? { ...rule, is_enabled: false } : rule));
    expect(health(off, { ...CALM, days_since_activity: 9 }).score).toBe(80);
  });
});

describe("PL9: predictions by hand", () => {
  const NOW = new Date(2026, 10, 21, 12).getTime();
  const weeks = (...hours: number[]) => hours.map((h, i) => ({ week_start_date: `week ${i}`, hours: h }));
  test.each([
    ["nothing left", [3], 0, "2026-11-21", "2026-11-21", "2026-11-21"],
    ["no week yet", [], 5, null, null, null],
    ["one week", [7], 14, "2026-12-05", "2026-12-05", "2026-12-05"],
    ["quartiles", [2, 4, 6, 8, 10], 12, "2026-12-02", "2026-12-05", "2026-12-12"],
    ["slow weeks were empty", [0, 0, 0, 4, 4, 4, 8, 8], 4, "2026-11-27", "2026-11-28", null],
    ["nothing was done", [0, 0, 0], 4, null, null, null],
  ] as const)("%s", (_, hours, left, earliest, likely, latest) => {
    expect(predict(weeks(...hours), left, NOW)).toMatchObject({ earliest, likely, latest });
  });
});

describe("projects in a workspace", () => {
  let w: TestWorkspace;
  let album: string;
  beforeEach(async () => {
    w = await openTestWorkspace(dataModules);
    // A Monday at noon.
    w.clock.now = new Date(2026, 0, 5, 12).getTime();
    album = w.run<{ id: string }>("project.create", { name: "Album", why: "Songs" }).id;
  });
  let made = 0;
  const todo = (args: object = {}) => w.run<{ id: string }>("todo.create", { name: `Todo ${++made}`, project_id: album, ...args }).id;
  const done = (args: object = {}, actual = 0) => {
    const id = todo(args);
    w.run("todo.update", { id, status: "done", ...(actual && { actual_hours: actual }) });
    return id;
  };
  const analyse = () => w.query<ProjectAnalysis>("project.analyse", { id: album, now: w.clock.now });
  const daily = () => w.query<Recommendation[]>("recommendations.daily", { now: w.clock.now, limit: 20 });

  test("PL7: the same rows and the same moment give the same answer, whenever it is asked for", () => {
    for (let i = 0; i < 3; i++) done({ estimated_hours: 2 }, 3);
    todo({ estimated_hours: 5, due_at: w.clock.now - DAY });
    const first = analyse();
    const at = w.clock.now;
    w.clock.now += 99 * DAY;
    expect(w.query("project.analyse", { id: album, now: at })).toEqual(first);
    expect(w.query("project.analyse", { id: "none", now: at })).toBeNull();
  });

  test("a project without todos is not judged; one with a single todo is", () => {
    expect(analyse()).toMatchObject({ health: null, terms: [], risks: [], suggestions: [] });
    todo({ estimated_hours: 2 });
    expect(analyse()).toMatchObject({ health: 80, facts: { todos: 1, open: 1, hours_left: 2, velocity: 0 } });
  });

  test("the home page's line: hours, days and velocity make a project red, and say why", () => {
    w.run("project.update", { id: album, due_at: w.clock.now + 16 * DAY });
    for (let day = 0; day < 14; day++) {
      w.clock.now += DAY;
      if (day % 2 === 0) done({ estimated_hours: 1 });
    }
    todo({ estimated_hours: 4 });
    const { facts, risks } = analyse();
    expect(facts).toMatchObject({ hours_left: 4, hours_total: 11, days_until_due: 2, velocity: 0.5, hours_available: 0.9 });
    expect(risks[0]).toMatchObject({
      rule: "not-enough-time",
      severity: "high",
      sentence: "4 of 11 hours left, 2 days, velocity 0.5 h/day.",
    });
    expect(daily()[0]).toMatchObject({ kind: "risk", priority: "high", title: "Album needs attention" });
  });

  test("velocity counts what was completed, less what was opened again", () => {
    w.clock.now += 27 * DAY;
    const mix = done({ estimated_hours: 28 });
    expect(analyse().facts.velocity).toBe(1);
    w.run("todo.update", { id: mix, status: "committed" });
    expect(analyse().facts).toMatchObject({ velocity: 0, reopened_28_days: 1 });
  });

  test("a year of history: the last eight whole weeks give the pace, the day of the week does not matter", () => {
    for (let week = 0; week < 52; week++) {
      w.clock.now = new Date(2026, 0, 5 + 7 * week, 12).getTime();
      done({ estimated_hours: week < 40 ? 1 : 5 });
    }
    todo({ estimated_hours: 10 });
    for (const [day, hour] of [
      [27, 23],
      [28, 0],
    ] as const) {
      const now = new Date(2026, 11, day, hour, day === 27 ? 59 : 0).getTime();
      const { prediction } = w.query<ProjectAnalysis>("project.analyse", { id: album, now });
      expect(prediction.weeks).toHaveLength(8);
      expect(prediction.pace).toEqual({ slow: 5, usual: 5, fast: 5 });
    }
  });

  test("PL10: over a simulated year, learned estimates are nearer than the person's own", () => {
    let random = 7;
    const next = () => (random = (random * 48_271) % 2_147_483_647) / 2_147_483_647;
    const TRUE_FACTOR: Record<string, number> = { mix: 2.2, write: 1.3, mail: 0.7 };
    for (let day = 0; day < 365; day++) {
      w.clock.now += DAY;
      const tag = ["mix", "write", "mail"][Math.floor(next() * 3)]!;
      const estimated = 1 + Math.floor(next() * 6);
      const noise = Math.exp((next() + next() + next() - 1.5) * 0.5);
      done({ estimated_hours: estimated, tags: [tag] }, Math.round(estimated * TRUE_FACTOR[tag]! * noise * 100) / 100);
    }
    const models =
      w.query<{ scope: string; samples: number; factor: number; error_own_percent: number; error_learned_percent: number }[]>(
        "estimation.list",
      );
    const all = models.find(({ scope }) => scope === "all")!;
    console.info(`estimates over a year: own ${all.error_own_percent} %, learned ${all.error_learned_percent} %`);
    expect(all.samples).toBe(365);
    expect(all.error_learned_percent).toBeLessThan(all.error_own_percent * 0.8);
    for (const [tag, factor] of Object.entries(TRUE_FACTOR)) {
      const learned = models.find(({ scope }) => scope === `tag:${tag}`)!.factor;
      expect(Math.abs(learned / factor - 1)).toBeLessThan(0.1);
    }
  });

  test("recommendations: overdue before due today before what is planned; each with the terms of its score", () => {
    todo({ name: "Late", due_at: w.clock.now - 2 * DAY });
    todo({ name: "Today", due_at: w.clock.now + HOUR, priority: "high" });
    w.run("todo.commit", { id: todo({ name: "Planned" }), week_start_date: "2026-01-05" });
    w.run("todo.create", { name: "A thought" });
    const found = daily();
    expect(found.filter(({ kind }) => kind === "todo").map(({ title }) => title)).toEqual(["Today", "Late", "Planned"]);
    for (const { score, terms } of found) expect(terms.reduce((sum, { points }) => sum + points, 0)).toBe(score);
    expect(found.map(({ kind }) => kind)).toContain("inbox");
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  test("PL11: what is planned for this week is not lost behind hundreds that are due", () => {
    for (let n = 0; n < 250; n++) todo({ name: `Late ${n}`, due_at: w.clock.now - DAY, priority: "low" });
    const planned = todo({ name: "Planned", priority: "high" });
    w.run("todo.commit", { id: planned, week_start_date: "2026-01-05" });
    const [first] = daily().filter(({ kind }) => kind === "todo");
    expect(first).toMatchObject({ todo_id: planned, project_id: album, score: 50, sentence: "Planned for this week." });
    expect(daily()).toHaveLength(20);
  });

  test("PL11: the score that is sorted by is the sum of the terms that are shown, whatever comes together", () => {
    for (const days of [null, -2, 0, 1, 2, 3, 4])
      for (const priority of ["low", "medium", "high"])
        for (const isOfWeek of [false, true]) {
          const id = todo({ name: `${days} ${priority}`, priority, ...(days === null ? {} : { due_at: w.clock.now + days * DAY }) });
          if (isOfWeek) w.run("todo.commit", { id, week_start_date: "2026-01-05" });
        }
    w.run("todo.start", { id: todo({ name: "Timed", due_at: w.clock.now }) });
    const found = w
      .query<Recommendation[]>("recommendations.daily", { now: w.clock.now, limit: 100 })
      .filter(({ kind }) => kind === "todo");
    expect(found.map(({ score }) => score)).toEqual(found.map(({ terms }) => terms.reduce((sum, { points }) => sum + points, 0)));
    expect(new Set(found.map(({ todo_id }) => todo_id)).size).toBe(found.length);
    expect(found[0]).toMatchObject({ title: "-2 high", score: 100 });
    expect(new Set(found.flatMap(({ terms }) => terms.map(({ rule }) => rule)))).toEqual(
      new Set(["running", "overdue", "due-today", "due-soon", "this-week", "priority", "committed"]),
    );
  });

  test("PL11: neither what lies in the inbox or the trash, nor what is done, is recommended", () => {
    const due = { due_at: w.clock.now - DAY };
    w.run("todo.create", { name: "A thought", ...due });
    done({ estimated_hours: 1, ...due }, 1);
    const trashed = todo(due);
    w.run("node.trash", { id: trashed });
    expect(daily().filter(({ kind }) => kind === "todo")).toEqual([]);
    w.run("node.restore", { id: trashed });
    expect(
      daily()
        .filter(({ kind }) => kind === "todo")
        .map(({ todo_id }) => todo_id),
    ).toEqual([trashed]);
  });

  test("a week without a plan asks for one at its beginning, one with too much for less", () => {
    const mix = todo({ estimated_hours: 30, status: "confirmed" });
    expect(daily().map(({ id }) => id)).toContain("week:plan");
    w.run("todo.commit", { id: mix, week_start_date: "2026-01-05" });
    expect(daily().map(({ id }) => id)).toContain("week:overload");
    expect(w.query<Recommendation[]>("recommendations.daily", { now: w.clock.now + 4 * DAY, limit: 20 }).map(({ id }) => id)).not.toContain(
      "week:plan",
    );
  });

  test("a summary compares a time frame with the one before it", () => {
    const summary = (timeframe: string) => w.query<ProjectSummary>("project.summary", { id: album, now: w.clock.now, timeframe });
    expect(summary("month").insights.summary).toBe("There are no todos yet.");
    for (let day = 0; day < 14; day++) {
      w.clock.now += DAY;
      done({ estimated_hours: day < 7 ? 1 : 3 }, 2);
    }
    const week = summary("week");
    expect(week.metrics).toMatchObject({ completed: 7, hours_completed: 21, hours_worked: 14, velocity: 3, productivity: 1.5 });
    expect(week.trends.velocity).toMatchObject({ direction: "up", before: 1, now: 3 });
    expect(week.trends.quality).toMatchObject({ direction: "flat", now: 100 });
    expect(summary("year").trends.velocity.direction).toBe("unknown");
    expect(summary("all").metrics.completed).toBe(14);
    expect(w.query("project.summary", { id: "none", now: 0 })).toBeNull();
  });

  test("the knowledge base is rows: turned off, worth something else, with its evidence", () => {
    todo();
    w.clock.now += 9 * DAY;
    const rule = () => w.query<RuleEntry[]>("rule.list", { now: w.clock.now }).find(({ id }) => id === "idle-week")!;
    expect(rule()).toMatchObject({
      is_enabled: true,
      applies_to: [{ id: album, name: "Album" }],
      when: ["open over 0", "days since activity at least 7", "days since activity under 21"],
    });
    w.run("rule.set", { id: "idle-week", points: -1 });
    expect(analyse().health).toBe(79);
    w.run("rule.set", { id: "idle-week", is_enabled: false });
    expect(analyse().health).toBe(80);
    expect(rule()).toMatchObject({ is_enabled: false, applies_to: [] });
  });
});
