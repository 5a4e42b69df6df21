import type { Navigator } from "@solidjs/router";
import { contentViews } from "../../content/index.view.tsx";
import { type Client, unwrap } from "../data/client.ts";
import { askForLink } from "../inspector/link-request.ts";
import { askToMove } from "../inspector/move-request.ts";
import { failureText } from "../ui/failure-text.ts";
import { showToast, takeBack } from "../ui/index.ts";
import { askToPersist } from "./persist.ts";

export const STARTED = "started";

/** What can be done from anywhere. Each says what happened; none throws. */
export interface Actions {
  createItem(type: string): Promise<void>;
  openSample(): Promise<void>;
  removeSample(): Promise<void>;
  startEmpty(): Promise<void>;
  undoLatest(): Promise<void>;
  /** Asks what to link a node to. */
  linkNode(id: string): Promise<void>;
  /** Asks into which space a node is to go. */
  moveNode(id: string): Promise<void>;
}

export function createActions(client: Client, navigate: Navigator): Actions {
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      showToast({ text: failureText(error), tone: "danger" });
    }
  };
  return {
    createItem: (type) =>
      attempt(async () => {
        const view = contentViews.find((candidate) => candidate.type === type);
        if (!view?.newItem) return;
        const { id } = await client.run(view.newItem.command, view.newItem.args);
        navigate(`${view.path}/${id}`, { state: { created: true } });
        void askToPersist();
      }),
    openSample: () =>
      attempt(async () => {
        const parts = contentViews.flatMap(({ sample }) => (sample ? [{ name: sample, args: {} }] : []));
        const [notes, ...others] = await client.mutate([{ name: "sample.create", args: {} }, ...parts]);
        const { first_id: first } = unwrap(notes!) as { first_id: string };
        others.forEach(unwrap);
        await markStarted(client);
        const found = await client.query("node.get", { id: first });
        const path = contentViews.find((view) => view.type === found?.node_type)?.path;
        navigate(path ? `${path}/${first}` : "/");
        void askToPersist();
      }),
    removeSample: () =>
      attempt(async () => {
        const id = client.newId();
        const { nodes } = await client.run("sample.remove", {}, id);
        showToast({
          text: `The sample workspace is gone: ${nodes} items.`,
          action: { label: "Undo", run: () => void takeBack(client, id) },
        });
      }),
    startEmpty: () =>
      attempt(async () => {
        await markStarted(client);
        void askToPersist();
      }),
    linkNode: (id) =>
      attempt(async () => {
        const node = await client.query("node.get", { id });
        if (node) askForLink({ source: node });
      }),
    moveNode: (id) =>
      attempt(async () => {
        const node = await client.query("node.get", { id });
        if (node) askToMove(node);
      }),
    undoLatest: () =>
      attempt(async () => {
        const latest = await client.query("undo.latest", {});
        if (latest) await takeBack(client, latest.mutation_id, latest.label);
        else showToast({ text: "There is nothing to undo." });
      }),
  };
}

/** From now on the home page is shown, even if the workspace is empty. */
export async function markStarted(client: Client): Promise<void> {
  await client.run("setting.set", { key: STARTED, value: true });
}
