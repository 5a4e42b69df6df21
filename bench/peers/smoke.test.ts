import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { dataModules } from "../../src/content/index.data.ts";
import { openMemory } from "../../src/db/drivers/memory.ts";
import { openTestWorkspace } from "../../src/worker/testing.ts";
import { Figures } from "../figures.ts";
import { sectionOf, withSection } from "../sections.ts";
import { atelierPeer } from "./adapters/atelier.ts";
import { localDriver, nativeDriver } from "./adapters/native.ts";
import { pglitePeer } from "./adapters/pglite.ts";
import { sqlitePeer } from "./adapters/sqlite.ts";
import { growthPicture } from "./growth.ts";
import { ATELIER, NATIVE, PEERS } from "./list.ts";
import { DISK, FIRST_LIST, FIRST_SEARCH, measureNativePeer, MEMORY, type PeerMeasured, TAKEOVER } from "./measure.ts";
import { type Peer } from "./peer.ts";
import { REASONS } from "./reasons.ts";
import { keepRecord, readRecord } from "./record.ts";
import { PEERS_HEAD, peersSection } from "./report.ts";
import { WORKS } from "./work.ts";

const SIZE = 200;
const NATIVE_IS_HERE = existsSync(join(import.meta.dirname, "../node_modules/better-sqlite3/build"));

async function atelier(): Promise<Peer> {
  const workspace = await openTestWorkspace(dataModules);
  return atelierPeer({
    query: async (name, args) => workspace.query(name, args),
    mutate: async (commands) => commands.map(({ name, args }) => (workspace.run(name, args), { ok: true })),
    sql: async (text) => workspace.db.rows(text),
  });
}

/** Every work of the harness, as the browser does it; a failure would be a dash in the report, and is a failure here. */
async function measured(peer: Peer): Promise<PeerMeasured> {
  const result = await measureNativePeer(peer, SIZE, 2);
  expect(Object.fromEntries(result.failures)).toEqual({});
  expect([...result.works.keys()]).toEqual(WORKS.map(({ key }) => key));
  return result;
}

const foundBy = ({ works }: PeerMeasured, key: string) => works.get(key)!.found;

test(`ME1, ME5: Atelier and SQLite with the peers' statements do every work on ${SIZE} notes and find the same`, async () => {
  const [own, peer] = [await measured(await atelier()), await measured(sqlitePeer(localDriver(openMemory)))];
  for (const key of ["list", "deep", "rare", "common", "phrase", "reach", "path"]) expect(foundBy(peer, key), key).toBe(foundBy(own, key));
  const report = peersSection(
    [SIZE, 2 * SIZE].map((size) => ({
      size,
      on: "2026-11-21",
      measured: new Map([
        [ATELIER, own],
        [NATIVE, peer],
      ]),
    })),
    { packages: { a: "1.0.0" }, picture: "images/a.svg" },
  );
  expect(report).toContain(`### Beside its peers: ${SIZE} notes`);
  expect(report).not.toContain("NaN");
}, 60_000);

const folder = mkdtempSync(join(tmpdir(), "atelier-smoke-"));
afterAll(() => rmSync(folder, { recursive: true }));
/** Native SQLite is there once the harness was run; the tests install no peer. */
const HERE: readonly (readonly [string, () => Peer])[] = [
  ["PostgreSQL in memory", () => pglitePeer("memory://")],
  ...(NATIVE_IS_HERE ? [["native SQLite on a file", () => sqlitePeer(nativeDriver(join(folder, "smoke.sqlite")))] as const] : []),
];
test.each(HERE)("ME5: %s does every work", async (_, open) => void (await measured(open())), 60_000);

test("a row in which a peer may be first has its reason", () => {
  const rows = [FIRST_LIST, FIRST_SEARCH, ...WORKS.map(({ key }) => key), TAKEOVER, MEMORY, DISK];
  expect(Object.keys(REASONS).toSorted()).toEqual(rows.toSorted());
});

test("ME2: what fails is a dash with its reason, and what found too little is marked and not the best", () => {
  const one = (ms: number, found: number): PeerMeasured => ({
    works: new Map([["rare", { figures: new Figures([ms]), found }]]),
    numbers: new Map(),
    failures: new Map([["fill", "out of room"]]),
    about: "",
  });
  const measured = new Map([
    [ATELIER, one(4, 10)],
    [PEERS[0].label, one(1, 2)],
    [PEERS[1].label, one(2, 10)],
  ]);
  const lines = peersSection([{ size: 1000, on: "2026-11-21", measured }], { packages: {}, picture: null }).split("\n");
  expect(lines.find((line) => line.startsWith("| search: rare word"))).toMatch(
    /1\.00<sup>\d+<\/sup> .* 2\.0 \(wa-sqlite, AccessHandlePool\)<sup>\d+<\/sup>/,
  );
  expect(lines.some((line) => line.endsWith(`. ${REASONS["rare"]}`))).toBe(true);
  expect(lines.some((line) => /^\d+\. sqlocal: out of room$/.test(line))).toBe(true);
});

test("growth is drawn as a picture with a line for each that measured", () => {
  const one = (ms: number): PeerMeasured => ({
    works: new Map([["fill", { figures: new Figures([ms]), found: null }]]),
    numbers: new Map(),
    failures: new Map(),
    about: "",
  });
  const picture = growthPicture([1000, 100_000].map((size, i) => ({ size, on: "", measured: new Map([[ATELIER, one(10 ** (i + 2))]]) })));
  expect(picture.match(/<polyline/g)).toHaveLength(1);
  expect(picture).not.toMatch(/NaN|Infinity|undefined/);
});

test("what was measured is kept size by size, and a later run replaces its own sizes only", () => {
  const path = join(folder, "measured.json");
  const report = (size: number, ms: number) => ({
    size,
    on: `day ${ms}`,
    measured: new Map([
      [
        ATELIER,
        {
          works: new Map([["rare", { figures: new Figures([3, ms, 2]), found: 7 }]]),
          numbers: new Map([["disk", 5]]),
          failures: new Map([["tabs", "why"]]),
          about: "a",
        },
      ],
    ]),
  });
  expect(readRecord(path)).toEqual([]);
  keepRecord(path, [report(1000, 1), report(100, 1)]);
  expect(keepRecord(path, [report(1000, 9)])).toEqual([report(100, 1), report(1000, 9)]);
  expect(readRecord(path)).toEqual([report(100, 1), report(1000, 9)]);
});

test("ME3: a section of the report is replaced in its place, and the others stay", () => {
  const text = `# Performance\n\n## A\n\nold\n\n${PEERS_HEAD}\n\none\n\n### Part\n\n## Z\n\nlast\n`;
  expect(sectionOf(text, PEERS_HEAD)).toBe(`${PEERS_HEAD}\n\none\n\n### Part`);
  expect(sectionOf(text, "## B")).toBeNull();
  expect(withSection(text, PEERS_HEAD, `${PEERS_HEAD}\n\ntwo`)).toBe(
    `# Performance\n\n## A\n\nold\n\n${PEERS_HEAD}\n\ntwo\n\n## Z\n\nlast\n`,
  );
  expect(withSection("# Performance\n", "## New", "## New\n\ntext")).toBe("# Performance\n\n## New\n\ntext\n");
});
