import { Route, Router } from "@solidjs/router";
import { For, lazy } from "solid-js";
import { contentViews } from "../content/index.view.tsx";
import { mainAreas } from "./areas.ts";
import { Home } from "./home/home.tsx";
import { ContentArea } from "./shell/content-area.tsx";
import { NotBuilt } from "./shell/not-built.tsx";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";

const GraphPage = lazy(async () => ({ default: (await import("./graph/graph-page.tsx")).GraphPage }));
const SettingsPage = lazy(async () => ({ default: (await import("./settings/settings-page.tsx")).SettingsPage }));
const HistoryPage = lazy(async () => ({ default: (await import("./history/history-page.tsx")).HistoryPage }));
const DiagnosticsPage = lazy(async () => ({ default: (await import("./diagnostics/diagnostics-page.tsx")).DiagnosticsPage }));
const TrashPage = lazy(async () => ({ default: (await import("./trash/trash-page.tsx")).TrashPage }));
const SyncPage = lazy(async () => ({ default: (await import("./sync-panel/sync-page.tsx")).SyncPage }));
const ConflictsPage = lazy(async () => ({ default: (await import("./conflicts/conflicts-page.tsx")).ConflictsPage }));
const SpacesPage = lazy(async () => ({ default: (await import("./spaces/spaces-page.tsx")).SpacesPage }));
const JoinPage = lazy(async () => ({ default: (await import("./spaces/join-page.tsx")).JoinPage }));

/** Every address of the app. Content types bring theirs (UI2). */
export function AppRoutes() {
  return (
    <Router root={Shell}>
      <Route path="/" component={Home} />
      <For each={contentViews}>{(view) => <Route path={`${view.path}/:id?`} component={() => <ContentArea view={view} />} />}</For>
      <For each={mainAreas.filter((area) => area.planned)}>
        {(area) => <Route path={area.path} component={() => <NotBuilt area={area} />} />}
      </For>
      <Route path="/history/:id" component={HistoryPage} />
      <Route path="/graph" component={GraphPage} />
      <Route path="/sync" component={SyncPage} />
      <Route path="/conflicts" component={ConflictsPage} />
      <Route path="/spaces" component={SpacesPage} />
      <Route path="/join" component={JoinPage} />
      <Route path="/trash" component={TrashPage} />
      <Route path="/settings" component={SettingsPage} />
      <Route path="/diagnostics" component={DiagnosticsPage} />
      <Route path="*" component={NotFound} />
    </Router>
  );
}
