import { expect, test } from "vitest";
import { Digest } from "../../src/protocol/digest.ts";
import type { World } from "./world.ts";

const WRITERS = 16;
const PUSHES = 8;
const OPS = 3;

/** Many at once (SV3), on whatever store the world stands. */
export function crowdSuite(world: () => World): void {
  test("SV3: 16 writers against one space, and a reader beside them that never skips a row", async () => {
    const person = await world().person();
    const devices = Array.from({ length: WRITERS }, () => person.device());
    let writing = true;
    const writers = Promise.all(
      devices.map(async (device, n) => {
        for (let push = 0; push < PUSHES; push++) {
          const ops = Array.from({ length: OPS }, (_, i) =>
            device.op([
              ["notes", `${n}-${push}-${i}`, { name: `${n}` }],
              ["notes", "contested", { [`from_${n % 4}`]: `${n}-${push}-${i}` }],
            ]),
          );
          await device.send(ops);
        }
      }),
    ).finally(() => (writing = false));
    const reader = person.device();
    const read = new Set<string>();
    let pages = 0;
    const readOn = async () => {
      const page = await reader.page(50);
      pages += 1;
      for (const [, id] of page.records) read.add(id);
      return page;
    };
    while (writing) await readOn();
    await writers;
    while ((await readOn()).more);
    const all = WRITERS * PUSHES * OPS + 1;
    const fresh = await person.device().pull();
    const digest = new Digest();
    for (const [table, id, , , cells] of fresh.flatMap(({ records }) => records))
      for (const [column, [, hlc]] of Object.entries(cells)) digest.change(table, id, column, undefined, hlc);
    expect({ skipped: all - read.size, head: fresh.at(-1)!.head, digest: fresh.at(-1)!.digest }).toEqual({
      skipped: 0,
      head: all - 1,
      digest: digest.toString(),
    });
    expect(pages).toBeGreaterThan(5);
    // Every value that was accepted is the current one, or one its own client wrote over, or a conflict.
    const last = devices.map((_, n) => `${n}-${PUSHES - 1}-${OPS - 1}`);
    const current = fresh.flatMap(({ records }) => records).find(([, id]) => id === "contested")![4];
    const kept = new Set([
      ...Object.values(current).map(([value]) => value),
      ...fresh.flatMap(({ conflicts }) => conflicts).map(([, , , value]) => value),
    ]);
    expect(last.filter((value) => !kept.has(value))).toEqual([]);
  });
}
