import { FileQuestionMark } from "lucide-solid";
import { contentViews } from "../../content/index.view.tsx";
import type { SearchHit } from "../../content/search/search.model.ts";
import type { NodeRow } from "../../content/spine/spine.model.ts";
import type { AppCommand } from "../shell/commands.ts";
import type { Icon } from "../ui/index.ts";

/** One line of the palette. `title` and `detail` may hold the marks of the search. */
export interface Choice {
  readonly icon: Icon;
  readonly type?: string;
  readonly title: string;
  readonly detail?: string;
  readonly place?: string;
  readonly keys?: string;
  readonly run: () => void;
}

export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
}

type Open = (path: string) => void;

const viewOf = (type: string) => contentViews.find((view) => view.type === type);
const pathOf = (node: { id: string; node_type: string }) => `${viewOf(node.node_type)?.path ?? ""}/${node.id}`;
const iconOf = (type: string): Icon => viewOf(type)?.icon ?? FileQuestionMark;

/** Hits by content type, types in the order of their best hit. */
export function hitGroups(hits: readonly SearchHit[], open: Open): ChoiceGroup[] {
  const types = [...new Set(hits.map((hit) => hit.node_type))];
  return types.map((type) => ({
    label: viewOf(type)?.label ?? type,
    choices: hits
      .filter((hit) => hit.node_type === type)
      .map((hit) => ({
        icon: iconOf(type),
        type,
        title: hit.name_marked,
        detail: hit.snippet,
        place: hit.folder,
        run: () => open(pathOf(hit)),
      })),
  }));
}

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

/** Commands with every word of the text at the beginning of one of their own words. */
export function commandGroup(commands: readonly AppCommand[], text: string): ChoiceGroup {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ title, words: more = "" }: AppCommand) => {
    const own = `${title} ${more}`.toLowerCase().split(/[\s…]+/);
    return words.every((word) => own.some((candidate) => candidate.startsWith(word)));
  };
  return {
    label: "Commands",
    choices: commands.filter(matches).map(({ icon, title, group, keys, run }) => ({
      icon,
      title: group === "Go to" ? `Go to ${title}` : title,
      ...(keys && { keys: keys[0]! }),
      run,
    })),
  };
}
