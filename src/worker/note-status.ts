import type { EventLog } from "../db/diagnostics/event-log.ts";
import type { Status, WorkerApi } from "../rpc/api.ts";

const ROLES = {
  starting: "This tab starts",
  waiting: "This tab waits for another",
  leader: "This tab leads",
  follower: "This tab follows",
} satisfies Record<Status["role"], string>;

/** What becomes of this tab, for the event log: who leads, what cannot be opened, who sleeps. */
export function noteStatus(tab: Pick<WorkerApi, "onStatus">, events: EventLog): void {
  let before: Status | undefined;
  void tab.onStatus((status) => {
    if (status.role !== before?.role) events.note("leader", ROLES[status.role], { epoch: status.epoch, storage: status.storage });
    if (status.stalled && !before?.stalled) events.note("leader", "The leading tab does not answer");
    if (status.failure && status.failure.type !== before?.failure?.type)
      events.note("error", "The workspace could not be opened", { why: status.failure.type });
    before = status;
  });
}
