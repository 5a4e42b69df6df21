import type { Device, World } from "../../server/testing/world.ts";
import { Figures } from "../figures.ts";

/** Pushes of one kind: how many a second, and how long each took in milliseconds. */
export interface Rate {
  readonly clients: number;
  readonly ops: number;
  readonly perSecond: number;
  readonly times: Figures;
}

const KINDS = [
  [1, 1],
  [1, 100],
  [8, 1],
  [8, 100],
] as const;

/** Pushes with 1 and with 100 operations, from one client and from eight with a space each, without sockets. */
export async function measureRates(world: World, seconds: number): Promise<Rate[]> {
  const rates: Rate[] = [];
  for (const [clients, ops] of KINDS) {
    const devices = await Promise.all(Array.from({ length: clients }, async () => (await world.person()).device()));
    world.now = Date.now();
    const times = await pushFor(devices, ops, seconds);
    rates.push({ clients, ops, perSecond: times.length / seconds, times: new Figures(times) });
  }
  return rates;
}

async function pushFor(devices: readonly Device[], ops: number, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  await Promise.all(
    devices.map(async (device) => {
      for (let n = 0; performance.now() < until; n += ops) {
        const batch = Array.from({ length: ops }, (_, i) => note(device, n + i));
        const started = performance.now();
        await device.send(batch);
        times.push(performance.now() - started);
      }
    }),
  );
  return times;
}

const TEXT = "A line of text that is as long as lines are. ".repeat(5);
const note = (device: Device, n: number) =>
  device.op([["notes", `n${n}`, { name: `Note ${n}`, folder: "Songs", content: TEXT, modified_at: n }]]);
