import { expect, test } from "vitest";
import { StatementTimes } from "./statement-times.ts";

test("DI1: quantiles are right within a bucket, slow runs are counted and told", () => {
  const slow: number[] = [];
  const times = new StatementTimes(
    () => 0,
    (_sql, ms) => slow.push(ms),
  );
  for (let i = 1; i <= 1000; i++) times.record("SELECT ?", i / 100);
  times.record("SELECT ?", 40);
  const [{ runs, p50_ms, p99_ms, max_ms, total_ms, slow: count }] = times.list() as [ReturnType<StatementTimes["list"]>[number]];
  expect([runs, max_ms, count, slow]).toEqual([1001, 40, 1, [40]]);
  expect(total_ms).toBeCloseTo(5045, 0);
  expect(p50_ms).toBeGreaterThanOrEqual(5);
  expect(p50_ms).toBeLessThanOrEqual(7.5);
  expect(p99_ms).toBeGreaterThanOrEqual(9.9);
  expect(p99_ms).toBeLessThanOrEqual(15);
});

test("DI1: texts are bounded; those that took most stay", () => {
  const times = new StatementTimes(() => 0);
  times.record("heavy", 100);
  for (let i = 0; i < 1000; i++) times.record(`SELECT ${i}`, 0.1);
  expect(times.list()).toHaveLength(400);
  expect(times.list()[0]!.sql).toBe("heavy");
});
