import { useIsRouting, useLocation, useNavigate, type RouteSectionProps } from "@solidjs/router";
import { createEffect, createMemo, lazy, on, onCleanup, Show, Suspense } from "solid-js";
import { contentViews } from "../../content/index.view.tsx";
import { areaAt } from "../areas.ts";
import { useClient } from "../data/use-client.ts";
import { moveRequest } from "../inspector/move-request.ts";
import { linkRequest } from "../inspector/link-request.ts";
import { Palette } from "../search/palette.tsx";
import { createNodeKinds, NodeKindsProvider } from "../ui/node-kinds.ts";
import { ToastRegion } from "../ui/toast-region.tsx";
import { createActions } from "./actions.ts";
import { ActionsProvider } from "./use-actions.ts";
import { keepBadge } from "./badge.ts";
import { Banners } from "./banners.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { createCommands } from "./commands.ts";
import { DropZone } from "./drop-zone.tsx";
import { listenForKeys } from "./keys.ts";
import { layout } from "./layout-state.ts";
import { keepTrashSmall } from "../trash/expire-trash.ts";
import { Rail } from "./rail.tsx";
import { StatusStrip } from "./status-strip.tsx";
import { UpdatePrompt } from "./update-prompt.tsx";
import "./shell.css";

const ImportDialog = lazy(async () => ({ default: (await import("../import/import-dialog.tsx")).ImportDialog }));
const LinkDialog = lazy(async () => ({ default: (await import("../inspector/link-dialog.tsx")).LinkDialog }));
const MoveDialog = lazy(async () => ({ default: (await import("../inspector/move-dialog.tsx")).MoveDialog }));
const ShortcutsSheet = lazy(async () => ({ default: (await import("./shortcuts-sheet.tsx")).ShortcutsSheet }));

const kinds = createNodeKinds(contentViews);

/** The frame around every page. It is drawn before the database is open and never moves afterwards (UI1). */
export function Shell(props: RouteSectionProps) {
  const client = useClient();
  const navigate = useNavigate();
  const location = useLocation();
  const isRouting = useIsRouting();
  const actions = createActions(client, navigate);
  const commands = createCommands(client, navigate, actions);
  let main!: HTMLElement;

  onCleanup(keepTrashSmall(client));
  onCleanup(keepBadge(client));
  onCleanup(listenForKeys(commands, () => document.querySelector("dialog[open]") !== null));

  // A new area: its name in the title, and the focus at its beginning (UI3). Inside an area the views keep the focus.
  const area = createMemo(() => areaAt(location.pathname));
  createEffect(() => (document.title = area() && area()?.path !== "/" ? `${area()?.label} – Atelier` : "Atelier"));
  createEffect(on(area, () => main.focus({ preventScroll: true }), { defer: true }));

  return (
    <ActionsProvider value={actions}>
      <NodeKindsProvider value={kinds}>
        <div class="shell">
          <a class="skip-link" href="#main" onClick={(event) => (event.preventDefault(), main.focus())}>
            Skip to the content
          </a>
          <Rail />
          <div class="stage">
            <Banners />
            <UpdatePrompt />
            <main id="main" ref={main} tabindex="-1" aria-busy={isRouting()}>
              <Suspense>{props.children}</Suspense>
            </main>
          </div>
          <StatusStrip />
          <BottomBar />
        </div>
        <Palette commands={commands} />
        <Suspense>
          <Show when={layout.importing()}>{(files) => <ImportDialog files={files()} />}</Show>
          <Show when={linkRequest()}>{(request) => <LinkDialog request={request()} />}</Show>
          <Show when={moveRequest()}>{(request) => <MoveDialog request={request()} />}</Show>
          <Show when={layout.shortcuts()}>
            <ShortcutsSheet commands={commands} />
          </Show>
        </Suspense>
        <DropZone />
        <ToastRegion />
      </NodeKindsProvider>
    </ActionsProvider>
  );
}
