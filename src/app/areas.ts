import { CloudUpload, CodeXml, House, MessageCircle, Music, Settings, Trash2, Waypoints } from "lucide-solid";
import { contentViews } from "../content/index.view.tsx";
import type { Icon } from "./ui/index.ts";

/** A place of the rail. */
export interface Area {
  readonly label: string;
  readonly path: string;
  readonly icon: Icon;
  /** Other addresses that belong to it. */
  readonly also?: readonly string[];
  /** Letter after `G`. */
  readonly key: string;
  /** Set while the area is not built: what will be here, as the end of a sentence. */
  readonly planned?: string;
}

const home: Area = { label: "Home", path: "/", icon: House, key: "h" };
const content: Area[] = contentViews.flatMap(({ label, area, path, icon, newItem, within }) =>
  newItem && !within ? [{ label: area ?? label, path, icon, key: newItem.key }] : [],
);

const planned: Area[] = [
  { label: "Code", path: "/code", icon: CodeXml, key: "c", planned: "snippets that run beside the notes they belong to." },
  { label: "Chat", path: "/chat", icon: MessageCircle, key: "m", planned: "conversations, kept and searchable with everything else." },
  { label: "Music", path: "/music", icon: Music, key: "s", planned: "songs with their lyrics, chords and takes." },
];

/** Views are of everything: they stand after what there is. */
const isViews = ({ path }: Area) => path === "/views";

const graph: Area = { label: "Graph", path: "/graph", icon: Waypoints, key: "g" };

/** What is built takes the place of what was planned under the same name. */
export const mainAreas: readonly Area[] = [
  home,
  ...content.filter((area) => !isViews(area)),
  ...planned.filter((area) => !content.some(({ label }) => label === area.label)),
  graph,
  ...content.filter(isViews),
];

export const trashArea: Area = { label: "Trash", path: "/trash", icon: Trash2, key: "t" };
export const syncArea: Area = { label: "Sync", path: "/sync", icon: CloudUpload, key: "y", also: ["/conflicts", "/spaces"] };
export const settingsArea: Area = { label: "Settings", path: "/settings", icon: Settings, key: "," };

export const allAreas: readonly Area[] = [...mainAreas, syncArea, trashArea, settingsArea];

export const viewOf = (type: string) => contentViews.find((view) => view.type === type);

/** The area that a path is in. */
export const areaAt = (path: string): Area | undefined =>
  allAreas.find(({ path: own, also }) => (own === "/" ? path === "/" : path === own || path.startsWith(`${own}/`) || also?.includes(path)));
