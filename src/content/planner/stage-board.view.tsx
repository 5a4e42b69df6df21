import { useNavigate } from "@solidjs/router";
import { BoardView } from "../view/board.view.tsx";
import { STAGE_WORDS } from "./plan-words.view.ts";
import { QuickAdd } from "./quick-add.view.tsx";
import { STAGES } from "./planner.model.ts";

/** Todos by stage: the board of views, with the stages of the planner as its columns. */
export function StageBoard() {
  const navigate = useNavigate();
  return (
    <div class="plan-board">
      <header class="plan-head">
        <h1>Board</h1>
      </header>
      <QuickAdd />
      <BoardView
        filter={{ type: "todo" }}
        change={() => undefined}
        options={{ statuses: [...STAGES], labels: STAGE_WORDS, fixed: true }}
        setOptions={() => undefined}
        open={(id) => navigate(`/plan/todo/${id}`)}
      />
    </div>
  );
}
