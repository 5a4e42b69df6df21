import type { DataModule } from "../db/module.ts";
import { backupData } from "./backup/backup.data.ts";
import { diagnosticsData } from "./diagnostics/diagnostics.data.ts";
import { exportData } from "./export/export.data.ts";
import { graphData } from "./graph/graph.data.ts";
import { importData } from "./import/import.data.ts";
import { latchData } from "./latch/latch.data.ts";
import { noteData } from "./note/note.data.ts";
import { plannerData } from "./planner/planner.data.ts";
import { searchData } from "./search/search.data.ts";
import { spineData } from "./spine/spine.data.ts";
import { syncData } from "./sync/sync.data.ts";
import { viewData } from "./view/view.data.ts";
import { versionData } from "./version/version.data.ts";

/** Every content type's data side, in the order of `index.model.ts`; migrations run in this order. */
export const dataModules: readonly DataModule[] = [
  spineData,
  noteData,
  plannerData,
  searchData,
  importData,
  exportData,
  backupData,
  versionData,
  latchData,
  viewData,
  diagnosticsData,
  graphData,
  syncData,
];
