import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../sqlite.ts";
import { conditions } from "./filter-sql.ts";
import { findNodes, MOST_COUNTED } from "./find-nodes.ts";
import { FIND_SQL, findSql } from "./find-sql.ts";
import { fold } from "./fold.ts";
import { parseQuery } from "./parse-query.ts";
import { addNodes, find, openSearchable, type TestNode } from "./search-testing.ts";

const ask = (db: Database, text: string, limit = 50, type?: string) => findNodes(db, parseQuery(text), limit, type);

describe("SE1, SE2, SE6: what is found is what holds it", () => {
  const WORDS =
    "JavaScript cryptography naïve Café Straße ÅNGSTRÖM Ελλάδα Οδυσσεύς Москва ёлка résumé ﬁnance ＦＵＬＬ １２３ getElementById snake_case node.js".split(
      " ",
    );
  const RUNS = [
    "東京都の天気",
    "日本語入力",
    "コンピューター",
    "ｶﾞｲﾄﾞ",
    "北京大学图书馆",
    "學校",
    "학교에서공부",
    "대한민국",
    "ภาษาไทยที่ดี",
    "ກຂຄງ",
    "ភាសាខ្មែរ",
    "မြန်မာစာ",
    "日",
    "々々",
  ];
  const texts = Array.from(
    { length: 240 },
    (_, i) => `${WORDS[i % 17]!} ${RUNS[i % 14]!}${RUNS[(i * 5) % 14]!}, ${WORDS[(i * 7) % 17]!}${i % 3 === 0 ? RUNS[(i * 3) % 14]! : ""}`,
  );
  let db: Database;
  beforeAll(
    async () =>
      void addNodes(
        (db = await openSearchable()),
        texts.map((content) => ({ content })),
      ),
  );
  const holding = (part: string) => texts.flatMap((text, i) => (fold(text).includes(fold(part)) ? [i + 1] : []));
  const sorted = (pks: number[]) => pks.toSorted((a, b) => a - b);

  const parts = RUNS.flatMap((run) => {
    const all = [...fold(run)];
    return all.flatMap((_, from) => [1, 2, 3, 5].map((length) => all.slice(from, from + length).join("")));
  });
  test.each([...new Set(parts)])("any part of a run without spaces: %s", (part) => expect(sorted(find(db, part))).toEqual(holding(part)));

  test.each([
    "cript",
    "crypto",
    "NAIVE",
    "cafe",
    "strasse",
    "angstrom",
    "ελλαδα",
    "οδυσσευσ",
    "москва",
    "елка",
    "ЁЛКА",
    "resume",
    "finance",
    "full",
    "123",
    "element",
    "byid",
    "snake",
    '"node.js"',
    '"snake case"',
  ])("a word by its beginning or any part, without case and accents: %s", (part) =>
    expect(sorted(find(db, part))).toEqual(holding(part.replaceAll('"', "").replace("snake case", "snake_case"))),
  );
});

describe("SE7: ranking", () => {
  let db: Database;
  beforeEach(async () => void (db = await openSearchable()));

  test("the title that was typed, titles that begin with it, titles that hold it, then texts", () => {
    addNodes(db, [
      { name: "Other", content: "red fox red fox red fox" },
      { name: "A red fox" },
      { name: "Red fox hunt", content: "long ".repeat(200) },
      { name: "RED FOX" },
    ]);
    expect(find(db, "red fox")).toEqual([4, 3, 2, 1]);
  });

  test("words by their stem and by beginnings that their stems no longer hold", () => {
    addNodes(db, [{ content: "universities" }, { content: "running" }, { content: "the theses" }]);
    expect([find(db, "university "), find(db, "universi"), find(db, "runs "), find(db, "runni"), find(db, "thes")]).toEqual([
      [1],
      [1],
      [2],
      [2],
      [3],
    ]);
  });

  test("parts of words come after whole words, and only where these are few", () => {
    addNodes(db, [
      { content: "JavaScript tips" },
      { content: "script" },
      ...Array.from({ length: 25 }, () => ({ content: "graph" })),
      { content: "photograph" },
    ]);
    expect(find(db, "script ")).toEqual([2, 1]);
    expect(find(db, "graph ")).not.toContain(28);
    expect(find(db, "java tips ")).toEqual([1]);
  });

  test("a frequent word does not keep a rare one from ranking", () => {
    addNodes(db, [
      ...Array.from({ length: 5200 }, () => ({ content: "the" })),
      { content: "the zebra" },
      { content: "the zebra zebra zebra" },
    ]);
    expect(find(db, "the zebra ")).toEqual([5202, 5201]);
  });

  test("too many to rank: titles first, then the newest; the count says where it stopped", () => {
    const many: TestNode[] = Array.from({ length: MOST_COUNTED + 500 }, (_, i) => ({
      name: i === 7 ? "My apple pie" : i === 9 ? "Apple" : `n${i}`,
      content: "apple",
    }));
    addNodes(db, many);
    const found = ask(db, "apple ");
    expect(found.pks.slice(0, 4)).toEqual([10, 8, MOST_COUNTED + 500, MOST_COUNTED + 499]);
    expect([found.pks.length, found.total, found.capped]).toEqual([50, MOST_COUNTED, true]);
    db.run("UPDATE nodes SET folder = 'Rare' WHERE pk = 11");
    expect(ask(db, "apple folder:rare")).toMatchObject({ pks: [11], total: 1, capped: false });
    expect(ask(db, "apple type:note")).toMatchObject({ total: 1000, capped: true });
    expect(ask(db, "a")).toMatchObject({ pks: [10] });
  });
});

describe("SE5: filters", () => {
  let db: Database;
  beforeAll(async () => {
    db = await openSearchable();
    addNodes(db, [
      { content: "fox red", tags: ["Animal"], folder: "Work/Zoo", at: new Date(2023, 5, 1).getTime() },
      { content: "fox blue", tags: ["animal/wild"], folder: "work", favorite: true, at: new Date(2024, 5, 1).getTime() },
      { content: "fox", tags: ["animals"], folder: "Workshop", type: "song", at: new Date(2025, 5, 1).getTime() },
      { content: "fox red", trashed: true, folder: "Work", tags: ["animal"], at: 4 },
    ]);
    db.run("UPDATE nodes SET status = 'Draft', due_at = 5 WHERE pk IN (1, 4)");
    db.run("UPDATE nodes SET due_at = 5, completed_at = 6 WHERE pk = 2");
  });
  test.each<[string, number[]]>([
    ["fox tag:animal", [1, 2]],
    ["tag:#ANIMAL", [1, 2]],
    ["-tag:animal", [3]],
    ["fox folder:WORK", [1, 2]],
    ["folder:work/zoo", [1]],
    ['folder:"Work_"', []],
    ["fox type:song", [3]],
    ["-type:song", [1, 2]],
    ["is:favorite", [2]],
    ["fox -is:favorite", [1, 3]],
    ["is:trashed", [4]],
    ["red is:trashed", [4]],
    ["is:trashed folder:work tag:animal", [4]],
    ["after:2024", [2, 3]],
    ["before:2024-06-01", [1]],
    ["after:2024-06-01 before:2024-06-02", [2]],
    ["fox -red", [2, 3]],
    ["-red", [2, 3]],
    ["-fox", []],
    ["", [1, 2, 3]],
    ['-"fox red" -blue', [3]],
    ["red OR blue", [1, 2]],
    ["status:draft", [1]],
    ["-status:DRAFT", [2, 3]],
    ["is:done", [2]],
    ["is:due", [1]],
    ["fox -is:due", [2, 3]],
    ["status:draft is:trashed", [4]],
    ["is:trashed is:due", [4]],
    ["is:trashed is:done", []],
    ["tag:animals OR is:favorite", [2, 3]],
    ["fox status:draft OR type:song -tag:animal", [3]],
  ])("%s", (text, expected) => {
    const found = ask(db, text);
    expect([found.pks.toSorted(), found.total, found.capped]).toEqual([expected, expected.length, false]);
  });
  test("the content type as an argument", () => expect(ask(db, "fox", 50, "song").pks).toEqual([3]));
  test("the newest first where nothing is looked for; a full page says that there is more", () => {
    expect(ask(db, "").pks).toEqual([3, 2, 1]);
    expect(ask(db, "", 2)).toMatchObject({ pks: [3, 2], total: 3, capped: false });
    expect(ask(db, "-zebra", 2)).toMatchObject({ pks: [3, 2], total: 2, capped: true });
  });
});

test("F21: no statement of search reads all texts: the index or an index of nodes drives each", async () => {
  const db = await openSearchable();
  const plan = (sql: string) =>
    db
      .rows<{ detail: string }>(
        `EXPLAIN QUERY PLAN ${sql}`,
        Array.from({ length: sql.split("?").length - 1 }, () => "1"),
      )
      .map((row) => row.detail)
      .join("\n");
  const filters = [
    "",
    "tag:a",
    "folder:a",
    "is:favorite",
    "type:note",
    "before:2024",
    "is:trashed folder:a",
    "status:a",
    "is:due",
    "is:done",
  ].map((text) => conditions(parseQuery(text).filters).sql);
  const statements = [...Object.values(FIND_SQL), ...filters.flatMap((where) => Object.values(findSql(where)))];
  for (const sql of statements) {
    expect(sql).not.toMatch(/content LIKE/);
    expect(plan(sql), sql).not.toMatch(/SCAN (n|nodes)\b(?! USING)/);
  }
  expect(plan(findSql(filters[0]!).ranked)).toMatch(/SCAN node_fts VIRTUAL TABLE INDEX .*\nSEARCH n USING INTEGER PRIMARY KEY/);
  expect(plan(findSql(filters[0]!).ranked)).not.toContain("TEMP B-TREE");
});
