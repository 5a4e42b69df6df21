import type { Client } from "../data/client.ts";
import type { Command } from "../../rpc/api.ts";
import { failureText } from "./failure-text.ts";
import { showSteps, showToast } from "./toasts.ts";

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

/** From so many rows on, it is taken back in steps, and says how far it is. */
const MANY = 2000;

/** Takes a mutation or an import back, and says what happened. */
export async function takeBack(client: Client, mutationId: string, label?: string): Promise<void> {
  const { rows } = await client.query("undo.size", { mutation_id: mutationId });
  if (rows > MANY) return takeBackInSteps(client, mutationId, label);
  const [outcome] = await client.mutate([{ name: "undo.apply", args: { mutation_id: mutationId } }]);
  if (!outcome?.ok) return showToast(notUndone(outcome?.error.message));
  showToast(undone(outcome.value as Undone, label));
}

async function takeBackInSteps(client: Client, mutationId: string, label = "a large change"): Promise<void> {
  const say = showSteps({ text: `Undoing ${label}…` });
  let tenth = 0;
  try {
    const result = await client.task("undo.run", { mutation_id: mutationId }, ({ done, total }) => {
      // It is read out, so not at every step.
      const now = Math.floor((10 * done) / Math.max(1, total));
      if (now > tenth) say({ text: `Undoing ${label}: ${(tenth = now) * 10} %`, underWay: true });
    });
    say(undone(result, label));
  } catch (refused) {
    say(notUndone(failureText(refused)));
  }
}

interface Undone {
  readonly kept: number;
}

const undone = ({ kept }: Undone, label?: string) => {
  const what = label ? `Undone: ${label}.` : "Undone.";
  return { text: kept ? `${what} What was edited since stays as it is.` : what };
};
const notUndone = (why = "It could not be undone. Nothing was changed.") => ({ text: why, tone: "danger" as const });
