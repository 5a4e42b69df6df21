import type { NodePatch } from "../../db/spine/nodes.ts";
import type { ActivityKind, Priority, ProjectStatus, Stage } from "./planner.model.ts";

/** What every imported row has. `source` and `source_id` together name it: the same again is the same row (IF2). */
interface Origin {
  readonly source: string;
  readonly source_id: string;
}

interface NodeFields extends Origin {
  readonly name: string;
  readonly content: string;
  readonly tags: readonly string[];
  readonly due_at: number | null;
  readonly completed_at: number | null;
  /** Milliseconds UTC; the source's own times are kept (F20). */
  readonly created_at: number;
  readonly modified_at: number;
  readonly sort_order?: number;
  /** Other columns that all nodes have. */
  readonly shared?: NodePatch;
}

export interface ImportedProject extends NodeFields {
  readonly kind: "project";
  readonly intention: string | null;
  readonly why: string | null;
  readonly status: ProjectStatus;
  readonly priority: Priority;
  /** What the source says; counts while the project has no todos (PL4). */
  readonly progress: number;
}

export interface ImportedTodo extends NodeFields {
  readonly kind: "todo";
  /** `source_id` of its project. */
  readonly project: string | null;
  /** The Monday of its week. */
  readonly week: string | null;
  readonly status: Stage;
  readonly priority: Priority;
  readonly estimated_hours: number | null;
  readonly actual_hours: number;
  /** The source tells its history in activities of its own. */
  readonly tells?: boolean;
}

export interface ImportedWeek extends Origin {
  readonly kind: "week";
  readonly name: string;
  readonly week_start_date: string;
  readonly capacity_hours: number | null;
  readonly created_at: number;
}

export interface ImportedActivity extends Origin {
  readonly kind: "activity";
  readonly name: string;
  readonly at: number;
  readonly activity: ActivityKind;
  readonly project: string | null;
  readonly todo: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly hours: number | null;
}

export type PlannerItem = ImportedProject | ImportedTodo | ImportedWeek | ImportedActivity;
