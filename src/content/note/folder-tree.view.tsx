import { ChevronRight, Folder } from "lucide-solid";
import { createMemo, createSignal, For, Show, untrack } from "solid-js";

interface FolderNode {
  readonly path: string;
  readonly name: string;
  /** Notes in it and below it. */
  count: number;
  readonly children: FolderNode[];
}

interface TreeProps {
  readonly folders: readonly { folder: string; count: number }[];
  readonly chosen: string | undefined;
  readonly onChoose: (folder: string) => void;
}

/** `A/B` is inside `A`, whether or not anything is directly in `A`. */
function treeOf(folders: TreeProps["folders"]): FolderNode[] {
  const root: FolderNode = { path: "", name: "", count: 0, children: [] };
  for (const { folder, count } of folders) {
    if (!folder) continue;
    let node = root;
    for (const name of folder.split("/")) {
      const path = node.path ? `${node.path}/${name}` : name;
      let child = node.children.find((one) => one.path === path);
      if (!child) node.children.push((child = { path, name, count: 0, children: [] }));
      child.count += count;
      node = child;
    }
  }
  return root.children;
}

/** Folders, each with what is below it; choosing the chosen one again takes the filter away. */
export function FolderTree(props: TreeProps) {
  const tree = createMemo(() => treeOf(props.folders));
  return (
    <ul class="folder-tree">
      <For each={tree()}>{(node) => <FolderItem node={node} chosen={props.chosen} onChoose={props.onChoose} />}</For>
    </ul>
  );
}

function FolderItem(props: { node: FolderNode; chosen: string | undefined; onChoose: (folder: string) => void }) {
  const [open, setOpen] = createSignal(untrack(() => props.chosen?.startsWith(`${props.node.path}/`) ?? false));
  const isChosen = () => props.chosen === props.node.path;
  return (
    <li>
      <div class="folder-item">
        <Show when={props.node.children.length > 0} fallback={<span class="folder-twist" />}>
          <button
            type="button"
            class="folder-twist"
            aria-expanded={open()}
            aria-label={`Folders in ${props.node.name}`}
            onClick={() => setOpen(!open())}
          >
            <ChevronRight size={14} />
          </button>
        </Show>
        <button type="button" class="menu-item" aria-pressed={isChosen()} onClick={() => props.onChoose(isChosen() ? "" : props.node.path)}>
          <Folder size={14} />
          <span>{props.node.name}</span>
          <small>{props.node.count}</small>
        </button>
      </div>
      <Show when={open()}>
        <ul>
          <For each={props.node.children}>{(child) => <FolderItem node={child} chosen={props.chosen} onChoose={props.onChoose} />}</For>
        </ul>
      </Show>
    </li>
  );
}
