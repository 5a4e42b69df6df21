import { driverContract } from "../../src/db/drivers/contract.ts";
import { loadSqlite } from "../../src/db/drivers/memory.ts";
import { opfsCases } from "./opfs-cases.ts";
import { opfsPointer } from "../../src/worker/pointer-store.ts";
import { openSahpool } from "../../src/db/drivers/sahpool.ts";
import type { CaseResult } from "./driver-contract.ts";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function attempt(name: string, check: () => Promise<void>): Promise<CaseResult> {
  try {
    await check();
    return { name, error: null };
  } catch (error) {
    return { name, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function runAll(): Promise<CaseResult[]> {
  const sqlite3 = await loadSqlite();
  const results: CaseResult[] = [];
  for (const [i, { name, check }] of driverContract.entries()) {
    const open = async () =>
      (await openSahpool({ sqlite3, name: `contract-${i}`, wait, now: Date.now, pointer: opfsPointer(`contract-${i}`) })).connection;
    results.push(await attempt(name, () => check(open)));
  }
  for (const { name, check } of opfsCases(sqlite3, wait)) results.push(await attempt(name, check));
  return results;
}

void runAll().then((results) => self.postMessage(results));
