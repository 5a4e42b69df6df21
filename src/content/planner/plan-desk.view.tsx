import { useLocation } from "@solidjs/router";
import { lazy, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { type Desk, deskOf } from "./desks.view.ts";
import "./plan-desk.css";

const VIEWS: Readonly<Record<Desk, ReturnType<typeof lazy>>> = {
  today: lazy(async () => ({ default: (await import("./today.view.tsx")).Today })),
  inbox: lazy(async () => ({ default: (await import("./inbox.view.tsx")).InboxDesk })),
  board: lazy(async () => ({ default: (await import("./stage-board.view.tsx")).StageBoard })),
  week: lazy(async () => ({ default: (await import("./week.view.tsx")).WeekDesk })),
  review: lazy(async () => ({ default: (await import("./review/review.view.tsx")).ReviewDesk })),
  pictures: lazy(async () => ({ default: (await import("./pictures/pictures.view.tsx")).PicturesDesk })),
  rules: lazy(async () => ({ default: (await import("./rules.view.tsx")).RulesDesk })),
};

/** What stands beside the list while no project and no todo is open. */
export function PlanDesk() {
  const location = useLocation();
  return (
    <div class="plan-desk">
      <Suspense>
        <Dynamic component={VIEWS[deskOf(location.search)]} />
      </Suspense>
    </div>
  );
}
