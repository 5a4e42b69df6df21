import { readFileSync } from "node:fs";
import type { BrowserContext } from "playwright";

export interface Memory {
  readonly label: string;
  readonly bytes: number;
}

/** The session tells events of the worker too: the answer is the message with this number. */
const REQUEST = 1;

/** Asked of the browser itself: `performance.measureUserAgentSpecificMemory` needs isolation, which Atelier does without. */
export async function memoryOf(context: BrowserContext): Promise<Memory[]> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type: "worker" }] });
  const found: Memory[] = [];
  for (const { targetId } of targetInfos) {
    const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
    const answer = new Promise<number>((resolve) => {
      session.on("Target.receivedMessageFromTarget", ({ message, sessionId: from }) => {
        const { id, result } = JSON.parse(message) as { id?: number; result: { usedSize: number } };
        if (from === sessionId && id === REQUEST) resolve(result.usedSize);
      });
    });
    await session.send("Target.sendMessageToTarget", {
      sessionId,
      message: JSON.stringify({ id: REQUEST, method: "Runtime.getHeapUsage" }),
    });
    found.push({ label: "JavaScript heap of the worker, without the memory of SQLite", bytes: await answer });
  }
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const resident = Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentBytes(id)));
  if (resident > 0) found.push({ label: "The tab's whole process, SQLite included", bytes: resident });
  await session.detach();
  return found;
}

/** 0 where the system does not tell. */
function residentBytes(pid: number): number {
  if (process.platform !== "linux") return 0;
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
