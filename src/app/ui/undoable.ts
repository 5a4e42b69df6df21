import type { Client } from "../data/client.ts";
import type { Command } from "../../rpc/api.ts";
import { showToast } from "./toasts.ts";

/** Runs commands as one mutation and offers to take them back; a refusal is said as its sentence. Answers whether all applied. */
export async function runUndoable(client: Client, commands: readonly Command[], text: string): Promise<boolean> {
  const id = client.newId();
  const refused = (await client.mutate(commands, id)).find((outcome) => !outcome.ok);
  if (refused && !refused.ok) {
    showToast({ text: refused.error.message, tone: "danger" });
    return false;
  }
  showToast({ text, action: { label: "Undo", run: () => void takeBack(client, id) } });
  return true;
}

/** Takes a mutation or an import back, and says what happened. */
export async function takeBack(client: Client, mutationId: string, label?: string): Promise<void> {
  const [outcome] = await client.mutate([{ name: "undo.apply", args: { mutation_id: mutationId } }]);
  if (!outcome?.ok) return showToast({ text: outcome?.error.message ?? "It could not be undone. Nothing was changed.", tone: "danger" });
  const { kept } = outcome.value as { kept: number };
  const what = label ? `Undone: ${label}.` : "Undone.";
  showToast({ text: kept ? `${what} What was edited since stays as it is.` : what });
}
