import { createRoot, createSignal } from "solid-js";

interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** The browser's offer to install the app, kept until the person asks for it. Browsers without it install from their own menu. */
export const install = createRoot(() => {
  const [offer, setOffer] = createSignal<InstallPrompt>();
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    setOffer(() => event as InstallPrompt);
  });
  window.addEventListener("appinstalled", () => setOffer(undefined));
  return {
    isOffered: () => offer() !== undefined,
    isInstalled: () => matchMedia("(display-mode: standalone), (display-mode: window-controls-overlay)").matches,
    async ask() {
      const answer = await offer()?.prompt();
      if (answer?.outcome === "accepted") setOffer(undefined);
    },
  };
});
