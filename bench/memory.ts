import type { BrowserContext } from "playwright";

interface HeapUsage {
  usedSize: number;
  /** Memory outside the heap that it holds: of a worker with SQLite, mostly the memory of the wasm module. */
  backingStorageSize?: number;
}

/** What the dedicated worker holds, asked of the browser itself: `performance.measureUserAgentSpecificMemory` needs isolation, which Atelier does without. */
export async function workerMemory(context: BrowserContext): Promise<{ label: string; bytes: number }[]> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type: "worker", exclude: false }, { type: "page", exclude: false }] });
  const found: { label: string; bytes: number }[] = [];
  for (const target of targetInfos.filter(({ type }) => type === "worker")) {
    const { sessionId } = await session.send("Target.attachToTarget", { targetId: target.targetId, flatten: false });
    const answer = new Promise<HeapUsage>((resolve) => {
      session.on("Target.receivedMessageFromTarget", ({ message, sessionId: from }) => {
        if (from === sessionId) resolve((JSON.parse(message) as { result: HeapUsage }).result);
      });
    });
    await session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: 1, method: "Runtime.getHeapUsage" }) });
    const { usedSize, backingStorageSize = 0 } = await answer;
    found.push({ label: "JavaScript heap of the worker", bytes: usedSize }, { label: "SQLite and buffers of the worker", bytes: backingStorageSize });
  }
  await session.detach();
  return found;
}
