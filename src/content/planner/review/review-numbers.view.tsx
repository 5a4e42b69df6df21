import { A } from "@solidjs/router";
import { CircleCheck, CircleDashed, CircleX } from "lucide-solid";
import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { hoursWords } from "../plan-words.view.ts";
import { MET_PERCENT, type WeekGoal, type WeekReview } from "./review.model.ts";

const SIGNED = new Intl.NumberFormat(undefined, { signDisplay: "exceptZero" });

/** The week in one sentence, and the numbers that it is made of. */
export function Numbers(props: { review: WeekReview }) {
  return (
    <section class="review-numbers">
      <p class="review-verdict" data-met={String(props.review.is_met)}>
        <Mark is={props.review.is_met} />
        <span>
          {verdictOf(props.review)}
          <Show when={props.review.streak > 1}> {props.review.streak} planned weeks in a row were met.</Show>
        </span>
      </p>
      <dl>
        <Figure name="Planned">{hoursWords(props.review.planned_hours)}</Figure>
        <Figure name="Done of it">{hoursWords(props.review.done_hours)}</Figure>
        <Figure name="Worked">{hoursWords(props.review.worked_hours)}</Figure>
        <Figure name="The week held">{hoursWords(props.review.capacity_hours)}</Figure>
      </dl>
      <Show when={props.review.estimates}>
        {(estimates) => (
          <p class="review-estimates">
            {estimates().todos === 1 ? "One todo" : `${estimates().todos} todos`} done with an estimate and a time: thought{" "}
            {hoursWords(estimates().estimated_hours)}, took {hoursWords(estimates().actual_hours)} ({SIGNED.format(estimates().off_percent)}{" "}
            %).
          </p>
        )}
      </Show>
    </section>
  );
}

function verdictOf({ is_met, is_over, completion_rate: rate, planned_hours: planned }: WeekReview): string {
  if (planned === 0) return "Nothing was planned for this week.";
  if (is_met) return `Met: ${rate} % of what was planned ${is_over ? "was" : "is"} done.`;
  if (!is_over) return `Under way: ${rate} % of what was planned is done.`;
  return `Not met: ${rate} % of what was planned was done; ${MET_PERCENT} % counts as met.`;
}

/** Never by colour alone: a shape, and the words beside it. */
const Mark = (props: { is: boolean | null }) => (
  <Dynamic component={props.is === null ? CircleDashed : props.is ? CircleCheck : CircleX} size={18} aria-hidden="true" />
);

const Figure = (props: { name: string; children: JSX.Element }) => (
  <div>
    <dt>{props.name}</dt>
    <dd>{props.children}</dd>
  </div>
);

/** What was planned for each project, and whether it was reached. */
export function Goals(props: { goals: readonly WeekGoal[]; isOver: boolean }) {
  return (
    <Show when={props.goals.length > 0}>
      <section>
        <h2>Goals</h2>
        <ul class="review-goals">
          <For each={props.goals}>
            {(goal) => (
              <li data-met={String(goal.is_reached)}>
                <Mark is={goal.is_reached ? true : props.isOver ? false : null} />
                <span>
                  <Show when={goal.project_id} fallback="Without a project">
                    {(id) => <A href={`/plan/${id()}`}>{goal.project_name}</A>}
                  </Show>
                  <small>
                    {goal.is_reached ? "reached: " : props.isOver ? "not reached: " : ""}
                    {goal.done} of {goal.todos} done, {hoursWords(goal.done_hours)} of {hoursWords(goal.hours)}
                  </small>
                </span>
                <progress max={Math.max(goal.hours, 0.1)} value={goal.done_hours} aria-label={`${goal.done} of ${goal.todos} done`} />
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
