import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { type Document, generatedDocuments, zipDocuments } from "./documents.ts";
import { knownItems } from "./known-items.ts";
import { openCorpus, type Weights } from "./measure.ts";
import { rankingReport } from "./report.ts";
import { type Corpus, tune } from "./tune.ts";

export interface RankingOptions {
  /** Archives of Markdown files, each a corpus. */
  readonly zips: readonly string[];
  readonly generated: number;
  /** Where the report goes; printed if null. */
  readonly out: string | null;
}

/** As the migrations of the index have set them (SE7). */
const IN_USE: Weights = { name: 10, tags: 5, folder: 2, text: 1 };
const SEED = 20_261_121;
const EACH = 40;

export async function measureRanking({ zips, generated, out }: RankingOptions): Promise<void> {
  const corpora = [await corpusOf("Generated notes", generatedDocuments(generated, SEED))];
  for (const path of zips) corpora.push(await corpusOf(basename(path), zipDocuments(readFileSync(path))));
  const { best, trials } = tune(corpora, IN_USE);
  const text = rankingReport(corpora, { date: new Date().toISOString().slice(0, 10), before: IN_USE, best, trials });
  if (out) writeFileSync(out, text);
  console.log(text);
}

async function corpusOf(label: string, documents: readonly Document[]): Promise<Corpus> {
  const items = knownItems(documents, EACH, SEED);
  return {
    label: `${label} (${documents.length.toLocaleString("en")} notes, ${items.length} queries)`,
    db: await openCorpus(documents),
    items,
  };
}
