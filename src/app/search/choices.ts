import { Bookmark, FileQuestionMark, History, Search } from "lucide-solid";
import { contentViews } from "../../content/index.view.tsx";
import { MARK_START, type SearchAnswer, type SearchHit, type TypeCount } from "../../content/search/search.model.ts";
import type { NodeRow } from "../../content/spine/spine.model.ts";
import type { AppCommand } from "../shell/commands.ts";
import type { Icon } from "../ui/index.ts";

/** One line of the palette. `title`, `also`, `tags`, `detail` and `place` may hold the marks of the search. */
export interface Choice {
  readonly icon: Icon;
  readonly type?: string;
  readonly title: string;
  /** Another name by which it was found. */
  readonly also?: string;
  /** The tags by which it was found. */
  readonly tags?: readonly string[];
  readonly detail?: string;
  readonly place?: string;
  readonly keys?: string;
  /** A search: choosing it asks again, and the palette stays open. */
  readonly search?: string;
  /** The spelling that found it, where another one was typed: that is the search to remember. */
  readonly meant?: string;
  readonly run: () => void;
}

export interface ChoiceGroup {
  readonly label: string;
  readonly count?: string;
  readonly choices: readonly Choice[];
}

type Open = (path: string) => void;

const viewOf = (type: string) => contentViews.find((view) => view.type === type);
const pathOf = (node: { id: string; node_type: string }) => `${viewOf(node.node_type)?.path ?? ""}/${node.id}`;
const iconOf = (type: string): Icon => viewOf(type)?.icon ?? FileQuestionMark;
const number = new Intl.NumberFormat();

/** Hits by content type with their counts, types in the order of their best hit (SE10). */
export function hitGroups({ hits, groups }: SearchAnswer, open: Open): ChoiceGroup[] {
  const types = [...new Set(hits.map((hit) => hit.node_type))];
  return types.map((type) => ({
    label: viewOf(type)?.label ?? type,
    count: countWords(groups.find((group) => group.node_type === type)),
    choices: hits.filter((hit) => hit.node_type === type).map((hit) => hitChoice(hit, open)),
  }));
}

const countWords = (group: TypeCount | undefined): string => (group ? `${number.format(group.count)}${group.capped ? "+" : ""}` : "");

/** What another spelling finds, and that spelling as a search (SE12). */
export function suggestionGroup({ did_you_mean: meant }: SearchAnswer, open: Open, ask: (text: string) => void): ChoiceGroup[] {
  if (!meant) return [];
  const hits = meant.hits.map((hit) => ({ ...hitChoice(hit, open), meant: meant.text }));
  return [
    { label: `Did you mean “${meant.text}”?`, choices: [...hits, searchChoice(meant.text, Search, ask, `Search for “${meant.text}”`)] },
  ];
}

const hitChoice = (hit: SearchHit, open: Open): Choice => ({
  icon: iconOf(hit.node_type),
  type: hit.node_type,
  title: hit.name_marked,
  ...(hit.alias_marked && { also: hit.alias_marked }),
  tags: hit.tags_marked.filter((tag) => tag.includes(MARK_START)),
  detail: hit.snippet,
  place: hit.folder_marked,
  run: () => open(pathOf(hit)),
});

const searchChoice = (text: string, icon: Icon, ask: (text: string) => void, title = text): Choice => ({
  icon,
  title,
  search: text,
  run: () => ask(text),
});

export const recentGroup = (recent: readonly NodeRow[], open: Open): ChoiceGroup => ({
  label: "Opened last",
  choices: recent.map((node) => ({
    icon: iconOf(node.node_type),
    type: node.node_type,
    title: node.name,
    place: node.folder,
    run: () => open(pathOf(node)),
  })),
});

/** Saved searches that begin with, or have a word that begins with, what was typed; all of them when nothing was (SE13). */
export const savedGroup = (saved: readonly string[], typed: string, ask: (text: string) => void): ChoiceGroup => ({
  label: "Saved searches",
  choices: saved
    .filter((text) => text !== typed && ` ${text}`.toLowerCase().includes(` ${typed}`.toLowerCase()))
    .map((text) => searchChoice(text, Bookmark, ask)),
});

export const searchedGroup = (searched: readonly string[], ask: (text: string) => void): ChoiceGroup => ({
  label: "Recent searches",
  choices: searched.map((text) => searchChoice(text, History, ask)),
});

/** Commands with every word of the text at the beginning of one of their own words. */
export function commandGroup(commands: readonly AppCommand[], text: string): ChoiceGroup {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ title, words: more = "" }: AppCommand) => {
    const own = `${title} ${more}`.toLowerCase().split(/[\s…]+/);
    return words.every((word) => own.some((candidate) => candidate.startsWith(word)));
  };
  return {
    label: "Commands",
    choices: commands
      .filter((command) => (command.when?.() ?? true) && matches(command))
      .map(({ icon, title, group, keys, run }) => ({
        icon,
        title: group === "Go to" ? `Go to ${title}` : title,
        ...(keys && { keys: keys[0]! }),
        run,
      })),
  };
}
