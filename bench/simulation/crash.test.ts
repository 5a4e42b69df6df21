import { describe, expect, test } from "vitest";
import { openSlot } from "./client.ts";
import { cutting, link, node, remove, Scene, set, shared } from "./scene.ts";

/** Until the moment from which the first device is cut off. */
const SCENES: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  async "what was here before the first sign-in is offered (CL3)"(scene) {
    const { here, there } = scene;
    node(here, "a");
    node(here, "b");
    link(here, "e1", "a", "b");
    node(there, "c");
    scene.signIn();
    await scene.sync(there);
  },
  async "what was written here goes out (CL1)"(scene) {
    await shared(scene);
    const { here } = scene;
    node(here, "d");
    link(here, "e3", "c", "d");
    set(here, "a", "name", "A");
    set(here, "a", "content", "a\nb\nc\nd\nE");
    remove(here, "b");
  },
  async "what was written there comes in, a parent that went with what hangs on it (CL5, CL6)"(scene) {
    await shared(scene);
    const { there } = scene;
    node(there, "d");
    link(there, "e3", "c", "d");
    set(there, "a", "name", "A");
    remove(there, "b");
    await scene.sync(there);
  },
  async "both wrote: texts merge, fields collide, a deletion meets an edit (CL7)"(scene) {
    await shared(scene);
    const { here, there } = scene;
    set(there, "a", "name", "there");
    set(here, "a", "name", "here");
    set(there, "a", "content", "A\nb\nc\nd\ne");
    set(here, "a", "content", "a\nb\nc\nd\nE");
    remove(there, "b");
    set(here, "b", "name", "B");
    set(there, "c", "due_at", 1);
    remove(here, "c");
    await scene.sync(there);
  },
  async "the server was wiped (CL11)"(scene) {
    await shared(scene);
    const { here, there } = scene;
    set(there, "a", "name", "there");
    await scene.rest();
    scene.server.wipe();
    set(there, "b", "name", "B");
    await scene.sync(there);
    set(here, "c", "name", "C");
    remove(here, "b");
  },
  async "the server went back, and others wrote on (CL11)"(scene) {
    await shared(scene);
    const { here, there } = scene;
    scene.server.backup();
    set(here, "a", "name", "A");
    set(there, "c", "name", "C");
    node(there, "d");
    await scene.rest();
    set(here, "a", "name", "AA");
    scene.server.rewind();
    set(there, "b", "name", "B");
    await scene.sync(there);
  },
  async "two devices have one id (CL9)"(scene) {
    await shared(scene);
    const { here, there } = scene;
    there.copyFrom(here);
    node(there, "d");
    await scene.sync(there);
    node(here, "e");
    set(here, "a", "name", "A");
  },
  async "the clock is wrong (CL8)"(scene) {
    await shared(scene);
    const { here } = scene;
    here.skew = 300_000;
    set(here, "a", "name", "A");
    set(here, "a", "name", "AA");
    remove(here, "c");
  },
  async "the server refuses it (CL10)"(scene) {
    await shared(scene);
    const { here, there, server } = scene;
    set(here, "a", "name", "A");
    set(there, "a", "due_at", 5);
    await scene.sync(there);
    server.roles.set("u-here", "viewer");
  },
};

describe("CL1, CL5–CL11: a device that is gone at any statement of push and apply", () => {
  test.each(Object.keys(SCENES))("%s: nothing is lost, nothing is there twice", { timeout: 60_000 }, async (name) => {
    const cut = { left: Infinity };
    const before = await Scene.open();
    await SCENES[name]!(before);
    const slots = [await openSlot(cutting(cut)), await openSlot()] as const;
    const scene = await Scene.open(...slots, 2);
    scene.copyFrom(before);
    scene.there.copyFrom(before.there);
    await scene.rest();
    const expected = scene.outcome;
    expect(scene.problems).toEqual([]);

    let disks = "";
    let restarts = 0;
    for (let statements = 0; ; statements++) {
      scene.copyFrom(before);
      cut.left = statements;
      const isDone = await scene.sync(scene.here);
      cut.left = Infinity;
      scene.here.die();
      if (isDone) break;
      // Within one transaction every statement leaves the same behind.
      const now = scene.disks;
      if (now === disks) continue;
      disks = now;
      restarts++;
      scene.there.copyFrom(before.there);
      await scene.rest();
      expect({ statements, problems: scene.problems, twice: scene.twice, outcome: scene.outcome }).toEqual({
        statements,
        problems: [],
        twice: [],
        outcome: expected,
      });
    }
    expect(restarts).toBeGreaterThan(1);
  });
});
