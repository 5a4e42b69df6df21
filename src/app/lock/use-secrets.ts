import { createRoot, createSignal } from "solid-js";
import { ownWorkspace } from "../data/own-workspace.ts";
import { indexedDbSecrets } from "../data/secret-storage.ts";
import { createSecrets, type LockState } from "../data/secrets.ts";

interface LockView {
  readonly state: LockState;
  readonly names: readonly string[];
}

/** The secrets of this page; the key is in its memory only, so closing it locks. A lock in one tab locks all. */
export const lock = createRoot(() => {
  const channel = new BroadcastChannel(`${ownWorkspace()}:secrets`);
  const [view, setView] = createSignal<LockView>();
  const secrets = createSecrets({
    storage: indexedDbSecrets(indexedDB, `${ownWorkspace()}-secrets`),
    subtle: crypto.subtle,
    random: (bytes) => crypto.getRandomValues(bytes),
    tellLocked: () => channel.postMessage("locked"),
  });
  const look = async () => void setView({ state: await secrets.state(), names: await secrets.names() });
  channel.onmessage = () => {
    secrets.dropKey();
    void look();
  };
  return { secrets, view, look };
});
