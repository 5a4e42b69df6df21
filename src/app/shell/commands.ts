import type { Navigator } from "@solidjs/router";
import {
  Activity,
  DatabaseBackup,
  FileDown,
  FileUp,
  FolderSync,
  GitMerge,
  Keyboard,
  Link,
  Moon,
  PanelLeft,
  PanelRight,
  RefreshCw,
  Search,
  Sun,
  SunMoon,
  Undo2,
  UsersRound,
} from "lucide-solid";
import { contentViews } from "../../content/index.view.tsx";
import { allAreas, mainAreas } from "../areas.ts";
import type { Client } from "../data/client.ts";
import { theme } from "../settings/appearance.ts";
import type { Icon } from "../ui/index.ts";
import type { Actions } from "./actions.ts";
import { downloadBackup, downloadExport } from "./backup.ts";
import { attempt } from "../sync-panel/attempt.ts";
import { layout, toggleInspector } from "./layout-state.ts";

/** Something that can be done from anywhere: by the palette, by keys, and listed on the shortcuts sheet. */
export interface AppCommand {
  readonly title: string;
  readonly group: "Create" | "Go to" | "View" | "Workspace";
  readonly icon: Icon;
  /** `Mod K`, `Alt 1`, `?`, or two keys one after the other: `G then N`. */
  readonly keys?: readonly string[];
  /** Other words that find it. */
  readonly words?: string;
  /** Left out while this is false. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

export function createCommands(client: Client, navigate: Navigator, actions: Actions): AppCommand[] {
  const create = contentViews.flatMap(({ type, icon, newItem }): AppCommand[] =>
    newItem
      ? [
          {
            title: newItem.label,
            group: "Create",
            icon,
            keys: [newItem.key.toUpperCase()],
            words: "create add write",
            run: () => void actions.createItem(type),
          },
        ]
      : [],
  );
  const go = allAreas.map((area): AppCommand => ({
    title: area.label,
    group: "Go to",
    icon: area.icon,
    keys: [...(mainAreas.includes(area) ? [`Alt ${mainAreas.indexOf(area) + 1}`] : []), `G then ${area.key.toUpperCase()}`],
    words: "go to open",
    run: () => navigate(area.path),
  }));
  const link: AppCommand = {
    title: "Link this to…",
    group: "Create",
    icon: Link,
    keys: ["L"],
    words: "edge connect note node",
    when: () => openNodeId(location.pathname) !== undefined,
    run: () => void actions.linkNode(openNodeId(location.pathname)!),
  };
  const move: AppCommand = {
    title: "Move to a space…",
    group: "Workspace",
    icon: FolderSync,
    words: "share shared sync members",
    when: () => openNodeId(location.pathname) !== undefined,
    run: () => void actions.moveNode(openNodeId(location.pathname)!),
  };
  return [
    ...create,
    link,
    move,
    ...go,
    ...syncCommands(client, navigate),
    ...viewCommands(),
    ...workspaceCommands(client, actions),
    diagnosticsCommand(navigate),
  ];
}

/** Id of the node whose page is open, of whatever content type. */
const openNodeId = (path: string): string | undefined =>
  contentViews.map((view) => (path.startsWith(`${view.path}/`) ? path.slice(view.path.length + 1) : "")).find(Boolean);

function viewCommands(): AppCommand[] {
  return [
    {
      title: "Search everything",
      group: "View",
      icon: Search,
      keys: ["Mod K"],
      words: "find palette",
      run: () => layout.setPalette((open) => !open),
    },
    {
      title: "Show or hide the list",
      group: "View",
      icon: PanelLeft,
      keys: ["Mod \\"],
      words: "sidebar pane focus",
      run: layout.list.toggle,
    },
    {
      title: "Show or hide the inspector",
      group: "View",
      icon: PanelRight,
      keys: ["Mod ."],
      words: "links properties panel",
      run: toggleInspector,
    },
    { title: "Keyboard shortcuts", group: "View", icon: Keyboard, keys: ["?"], words: "help keys", run: () => layout.setShortcuts(true) },
    { title: "Light theme", group: "View", icon: Sun, words: "appearance colour bright", run: () => theme.choose("light") },
    { title: "Dark theme", group: "View", icon: Moon, words: "appearance colour night", run: () => theme.choose("dark") },
    { title: "Theme of the system", group: "View", icon: SunMoon, words: "appearance colour auto", run: () => theme.choose("system") },
  ];
}

function syncCommands(client: Client, navigate: Navigator): AppCommand[] {
  return [
    {
      title: "Sync now",
      group: "Workspace",
      icon: RefreshCw,
      words: "push pull server",
      run: () => void attempt(client.task("sync.now", {}), "Synced."),
    },
    { title: "Conflicts", group: "Go to", icon: GitMerge, words: "sync merge mine theirs", run: () => navigate("/conflicts") },
    { title: "Spaces", group: "Go to", icon: UsersRound, words: "share members invite join", run: () => navigate("/spaces") },
  ];
}

const diagnosticsCommand = (navigate: Navigator): AppCommand => ({
  title: "Diagnostics",
  group: "Workspace",
  icon: Activity,
  words: "database sql console events slow integrity vacuum health",
  run: () => navigate("/diagnostics"),
});

function workspaceCommands(client: Client, actions: Actions): AppCommand[] {
  return [
    { title: "Undo", group: "Workspace", icon: Undo2, keys: ["Mod Z"], words: "take back revert", run: () => void actions.undoLatest() },
    { title: "Import…", group: "Workspace", icon: FileUp, words: "obsidian markdown zip folder files", run: () => layout.setImporting([]) },
    {
      title: "Export as Markdown",
      group: "Workspace",
      icon: FileDown,
      words: "zip download take out",
      run: () => void downloadExport(client),
    },
    {
      title: "Download backup",
      group: "Workspace",
      icon: DatabaseBackup,
      words: "sqlite file save copy",
      run: () => void downloadBackup(client),
    },
  ];
}
