import { uuidv7, type RandomBytes } from "../../base/ids.ts";
import type { Clock } from "../../base/time.ts";
import { commandSpecs, taskSpecs } from "../../content/index.model.ts";
import type { Command, Mutation } from "../../rpc/api.ts";

export interface Mint {
  newId(): string;
  /** The mutation that is sent, kept and replayed: every id and time is in it, so that a replay gives the same rows (TAB7). */
  mutation(commands: readonly Command[], id?: string): Mutation;
  taskArgs(name: string, args: unknown): unknown;
}

export function createMint(now: Clock, random: RandomBytes): Mint {
  const newId = () => uuidv7(now(), random);
  const fill = (args: unknown, mints: readonly string[] = []): unknown => {
    if (typeof args !== "object" || args === null || Array.isArray(args)) return args;
    const absent = mints.filter((key) => (args as Record<string, unknown>)[key] === undefined);
    return absent.length === 0 ? args : { ...args, ...Object.fromEntries(absent.map((key) => [key, newId()])) };
  };
  return {
    newId,
    mutation: (commands, id = newId()) => ({
      id,
      at: now(),
      commands: commands.map(({ name, args }) => ({ name, args: fill(args, commandSpecs.get(name)?.mints) })),
    }),
    taskArgs: (name, args) => fill(args, taskSpecs.get(name)?.mints),
  };
}
