import { RARE_PHRASE, RARE_WORD, generateNotes } from "../notes.ts";
import { generateEdges, nodeId } from "../graph-data.ts";
import type { Peer, PeerEdge, PeerNote, PeerQuery } from "./peer.ts";

/** Samples in milliseconds, and how many notes the answer had (for a path: its steps). */
export interface Done {
  readonly samples: readonly number[];
  readonly found: number | null;
}

export interface Work {
  readonly key: string;
  readonly label: (size: number) => string;
  readonly run: (bench: Bench) => Promise<Done>;
}

const BATCH = 1000;
const READS = 15;
const WRITES = 40;
const WARM_UP = 2;
/** A batch of edges is sent together: the same for all. */
const EDGE_BATCH = 5000;
/** Wiki links would be edges in Atelier and text in its peers: all hold the same graph. */
const plain = (content: string): string => content.replaceAll(/\[\[(.*?)\]\]/gs, "$1");

export const notesOf = function* (count: number, from = 0, seed?: number): Generator<PeerNote> {
  let i = from;
  for (const note of generateNotes(count, seed)) yield { ...note, content: plain(note.content), i: i++ };
};

const place = (id: string): number => Number(id.slice(-12));

/** Two notes are linked once, whichever way. */
export const edgesOf = function* (size: number): Generator<PeerEdge> {
  const known = new Set<number>();
  for (const { source_id, target_id } of generateEdges(size)) {
    const [source, target] = [place(source_id), place(target_id)];
    const key = Math.min(source, target) * size + Math.max(source, target);
    if (source === target || known.has(key)) continue;
    known.add(key);
    yield { source, target };
  }
};

/** One peer at one size: the state that the works share. */
export class Bench {
  readonly peer: Peer;
  readonly size: number;
  private readonly clock: () => number;
  private readonly most: number;
  /** `most`: no work is repeated more often. */
  constructor(peer: Peer, size: number, clock: () => number, most = Infinity) {
    this.peer = peer;
    this.size = size;
    this.clock = clock;
    this.most = most;
  }
  async timed(work: () => Promise<unknown>): Promise<number> {
    const start = this.clock();
    await work();
    return this.clock() - start;
  }
  async repeat(runs: number, once: (i: number) => Promise<number | null>): Promise<Done> {
    const samples: number[] = [];
    let found: number | null = null;
    for (let i = -WARM_UP; i < Math.min(runs, this.most); i++) {
      const start = this.clock();
      found = await once(i + WARM_UP);
      if (i >= 0) samples.push(this.clock() - start);
    }
    return { samples, found };
  }
}

export function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) if (batch.push(item) === size) (yield batch, (batch = []));
  if (batch.length > 0) yield batch;
}

const search = (key: string, label: string, kind: PeerQuery["kind"], text: string): Work => ({
  key,
  label: () => `search: ${label}`,
  run: (bench) => bench.repeat(READS, async () => (await bench.peer.search({ kind, text })).length),
});

const pick = (i: number, size: number): number => ((i + 1) * 102_947) % size;
const [FIRST_NEW, SECOND_NEW] = [1, 2];

export const FILL: Work = {
  key: "fill",
  label: (size) => `${size.toLocaleString("en")} notes in, indexed`,
  run: async (bench) => {
    let took = 0;
    for (const notes of batches(notesOf(bench.size), BATCH)) took += await bench.timed(() => bench.peer.insertMany(notes));
    return { samples: [took + (await bench.timed(() => bench.peer.finish()))], found: null };
  },
};

export const WORKS: readonly Work[] = [
  FILL,
  {
    key: "link",
    label: (size) => `about ${(size * 4).toLocaleString("en")} edges in`,
    run: async (bench) => {
      let took = 0;
      for (const edges of batches(edgesOf(bench.size), EDGE_BATCH)) took += await bench.timed(() => bench.peer.link(edges));
      return { samples: [took + (await bench.timed(() => bench.peer.finish()))], found: null };
    },
  },
  { key: "list", label: () => "list, first 50", run: (bench) => bench.repeat(READS, async () => (await bench.peer.list(null)).length) },
  {
    key: "deep",
    label: () => "list, 50 at depth 20,000 by keyset",
    run: async (bench) => {
      const cursor = await bench.peer.cursorAt(Math.min(20_000, Math.floor(bench.size / 2)));
      return bench.repeat(READS, async () => (await bench.peer.list(cursor)).length);
    },
  },
  search("rare", "rare word", "words", RARE_WORD),
  search("common", "common word", "words", "the"),
  search("prefix", "prefix of 4 letters", "prefix", "wate"),
  search("phrase", "phrase", "phrase", RARE_PHRASE),
  search("cjk", "Japanese word", "words", "東京"),
  {
    key: "reach",
    label: () => "connected, either way, depth 3",
    run: (bench) => bench.repeat(READS, (i) => bench.peer.reach(pick(i, bench.size), 3)),
  },
  {
    key: "path",
    label: () => "shortest path, either way",
    run: (bench) => bench.repeat(READS, (i) => bench.peer.path(pick(i, bench.size), pick(i + 40, bench.size))),
  },
  {
    key: "write",
    label: () => "one new note, durable, indexed",
    run: (bench) => {
      const fresh = [...notesOf(WRITES + WARM_UP, bench.size, FIRST_NEW)];
      return bench.repeat(WRITES, async (i) => (await bench.peer.write(fresh[i]!), null));
    },
  },
  {
    key: "update",
    label: () => "one note changed, durable, indexed",
    run: (bench) => {
      const texts = [...notesOf(WRITES + WARM_UP)];
      return bench.repeat(
        WRITES,
        async (i) => (await bench.peer.update(i % bench.size, `${texts[i]!.content} edit ${i}`, Date.now()), null),
      );
    },
  },
  {
    key: "thousand",
    label: () => "1,000 more notes at once, indexed",
    run: async (bench) => {
      // Fewer in the smoke run only.
      const notes = [...notesOf(Math.min(BATCH, bench.size), bench.size + WRITES + WARM_UP, SECOND_NEW)];
      const took = await bench.timed(async () => (await bench.peer.insertMany(notes), await bench.peer.finish()));
      return { samples: [took], found: null };
    },
  },
];

export const workOf = (key: string): Work => WORKS.find((work) => work.key === key)!;
export const idOf = nodeId;
