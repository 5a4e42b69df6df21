import { createSignal, onCleanup } from "solid-js";
import type { Status } from "../../rpc/api.ts";
import { useClient } from "../data/use-client.ts";

/** What the worker says about itself; undefined until it said anything. */
export function useStatus(): () => Status | undefined {
  const [status, setStatus] = createSignal<Status>();
  onCleanup(useClient().onStatus(setStatus));
  return status;
}
