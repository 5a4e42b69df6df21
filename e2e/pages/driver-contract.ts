/** Runs the driver's contract in a worker, where OPFS has synchronous handles; results go to `window.contractResults`. */
export interface CaseResult {
  readonly name: string;
  readonly error: string | null;
}

const worker = new Worker(new URL("./driver-contract.worker.ts", import.meta.url), { type: "module" });
const results = new Promise<CaseResult[]>((resolve, reject) => {
  worker.onmessage = (event: MessageEvent<CaseResult[]>) => resolve(event.data);
  worker.onerror = (event) => reject(new Error(event.message));
});
Object.assign(window, { contractResults: results });
