import { KINDS } from "./known-items.ts";
import { qualityOf, setWeights, type Quality, type Weights } from "./measure.ts";
import { type Corpus, heldOutHalf, NOISE, type Trial } from "./tune.ts";

interface Found {
  readonly date: string;
  readonly before: Weights;
  readonly best: Trial;
  readonly trials: readonly Trial[];
}

const figure = (value: number): string => value.toFixed(3);
const words = ({ name, tags, folder, text }: Weights): string => `name ${name}, tags ${tags}, folder ${folder}, text ${text}`;

/** The report as Markdown; measures each corpus with the weights before and after. */
export function rankingReport(corpora: readonly Corpus[], { date, before, best, trials }: Found): string {
  return [
    "# How well search ranks",
    "",
    "A known-item set: queries made from a corpus by a seeded generator, each with the one note that is meant. The real `search.nodes` answers them; hits of “did you mean” follow the others, as the palette shows them. MRR@10 is the mean of 1/rank of the note meant (0 beyond ten), recall@10 the share of queries that have it among the first ten.",
    "",
    "    npm run bench:ranking -- --zip=notes.zip --zip=more-notes.zip [--print]",
    "",
    "Each `--zip` is an archive of Markdown files outside this repository and a corpus of its own, beside the generated notes. Without `--print` this file is written.",
    "",
    `Measured ${date}. Weights in use: ${words(before)}. The tuning half would choose: ${words(best.weights)}. ${verdict(corpora, before, best.weights)}`,
    "",
    ...corpora.flatMap((corpus) => table(corpus, before, best.weights)),
    "## Weights tried",
    "",
    "One column after the other, on the tuning half of the queries (every second one); each corpus, and their mean. A difference below 0.002 changes nothing, and weights that make one corpus worse are not taken.",
    "",
    `| name | tags | folder | text | ${corpora.map(({ label }) => `${label.split(" (")[0]} |`).join(" ")} mean |`,
    `| ${"---: | ".repeat(5 + corpora.length).trim()}`,
    ...trials.map(
      ({ weights: w, each, mrr }) => `| ${w.name} | ${w.tags} | ${w.folder} | ${w.text} | ${[...each, mrr].map(figure).join(" | ")} |`,
    ),
    "",
  ].join("\n");
}

/** Weights are changed only for a gain that queries confirm which had no part in choosing them. */
function verdict(corpora: readonly Corpus[], before: Weights, after: Weights): string {
  const mean = (weights: Weights): number => {
    const each = corpora.map(({ db, items }) => {
      setWeights(db, weights);
      return qualityOf(db, heldOutHalf(items)).mrr;
    });
    return each.reduce((sum, mrr) => sum + mrr, 0) / each.length;
  };
  const [was, is] = [mean(before), mean(after)];
  return `On the held-out half these have a mean MRR@10 of ${figure(is)}, those in use ${figure(was)}: ${is > was + NOISE ? "worth a change." : "no gain beyond noise, so the weights in use stay."}`;
}

function table({ label, db, items }: Corpus, before: Weights, after: Weights): string[] {
  const measured = (weights: Weights): Map<string, Quality> => {
    setWeights(db, weights);
    const rows = KINDS.map((kind): [string, Quality] => [
      kind,
      qualityOf(
        db,
        items.filter((item) => item.kind === kind),
      ),
    ]);
    return new Map([...rows, ["all", qualityOf(db, items)], ["held-out half", qualityOf(db, heldOutHalf(items))]]);
  };
  const [first, second] = [measured(before), measured(after)];
  return [
    `## ${label}`,
    "",
    "| queries | number | MRR@10 before | after | recall@10 before | after |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...[...first]
      .filter(([, { queries }]) => queries > 0)
      .map(([kind, was]) => {
        const is = second.get(kind)!;
        return `| ${kind} | ${was.queries} | ${figure(was.mrr)} | ${figure(is.mrr)} | ${figure(was.recall)} | ${figure(is.recall)} |`;
      }),
    "",
  ];
}
