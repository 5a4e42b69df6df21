import { expect, test } from "vitest";
import type { BackupCounts } from "../../content/backup/backup.model.ts";
import { countRows, differenceText } from "./backup-words.ts";

const counts = (nodes: Record<string, number>, rest: Partial<BackupCounts> = {}): BackupCounts => ({
  nodes,
  trashed: 0,
  edges: 0,
  tags: 0,
  attachments: 0,
  versions: 0,
  ...rest,
});

test("BR6: both sides are shown line by line, with every content type that either has, and what would change", () => {
  const labels = new Map([
    ["note", "Notes"],
    ["todo", "Todos"],
  ]);
  const rows = countRows(counts({ note: 5, song: 1 }, { edges: 4 }), counts({ note: 2 }, { edges: 4, versions: 7 }), labels);
  expect(rows.map((row) => [row.label, row.now, row.backup, differenceText(row)])).toEqual([
    ["Nodes", 6, 2, "-4"],
    ["Notes", 5, 2, "-3"],
    ["song", 1, 0, "-1"],
    ["In the trash", 0, 0, ""],
    ["Edges", 4, 4, ""],
    ["Tags", 0, 0, ""],
    ["Attachments", 0, 0, ""],
    ["Versions", 0, 7, "+7"],
  ]);
});
