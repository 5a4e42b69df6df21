import { For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { wholeWhen } from "../../app/ui/dates.ts";
import type { Facts } from "./insights/facts.model.ts";
import type { ProjectAnalysis } from "./insights/insights.model.ts";
import { healthWord, hoursWords } from "./plan-words.view.ts";
import { ProjectBurnUpPicture } from "./pictures/project-burn-up.view.tsx";
import { Terms } from "./terms.view.tsx";

const KIND = {
  created: "added",
  stage: "moved on",
  completed: "done",
  reopened: "opened again",
  estimate: "estimated",
  actual: "worked on",
  progress: "progress",
  project: "project",
  week: "planned",
} as const;

/** How a project does: health with its terms, risks, suggestions, when it will be done, and what happened. */
export function ProjectInsights(props: { analysis: ProjectAnalysis }) {
  const facts = () => props.analysis.facts;
  const prediction = () => props.analysis.prediction;
  const most = () => Math.max(1, ...prediction().weeks.map(({ hours }) => hours));
  return (
    <>
      <section>
        <h2>How it does</h2>
        <Show when={props.analysis.health !== null} fallback={<p class="plan-none">There is nothing to judge yet: add the first todos.</p>}>
          <p class="project-health">
            <strong>{props.analysis.health}</strong> of 100: {healthWord(props.analysis.health).word.toLowerCase()}
          </p>
          <Terms terms={props.analysis.terms} sum={props.analysis.health!} label="What makes it" />
        </Show>
        <For each={props.analysis.risks}>
          {(risk) => (
            <div class="insight" data-severity={risk.severity}>
              <p>{risk.sentence}</p>
              <ul>
                <For each={risk.steps}>{(step) => <li>{step}</li>}</For>
              </ul>
            </div>
          )}
        </For>
        <For each={props.analysis.suggestions}>
          {(suggestion) => (
            <div class="insight">
              <p>
                <strong>{suggestion.name}.</strong> {suggestion.sentence}
              </p>
              <ul>
                <For each={suggestion.steps}>{(step) => <li>{step}</li>}</For>
              </ul>
            </div>
          )}
        </For>
      </section>
      <Show when={facts().todos > 0}>
        <section>
          <h2>When it will be done</h2>
          <p>{prediction().sentence}</p>
          <ProjectBurnUpPicture id={props.analysis.id} now={props.analysis.at} />
          <Show when={prediction().weeks.length > 0}>
            <ol class="pace" aria-label="Hours completed in each of the last weeks">
              <For each={prediction().weeks}>
                {(week) => (
                  <li>
                    <meter min={0} max={most()} value={week.hours} />
                    <span>{hoursWords(week.hours)}</span>
                    <small>{week.week_start_date}</small>
                  </li>
                )}
              </For>
            </ol>
          </Show>
          <dl class="project-facts">
            <dt>Velocity</dt>
            <dd>{facts().velocity} h a day</dd>
            <dt>Left</dt>
            <dd>
              {hoursWords(facts().hours_left)} of {hoursWords(facts().hours_total)}
            </dd>
            <Show when={facts().days_until_due !== null}>
              <dt>Until it is due</dt>
              <dd>
                {facts().days_until_due} days, {hoursWords(facts().hours_available)} at this velocity
              </dd>
            </Show>
          </dl>
          <details class="terms fold">
            <summary>How these are reckoned</summary>
            <ul class="reckoned">
              <For each={reckoned(facts())}>{(sentence) => <li>{sentence}</li>}</For>
            </ul>
          </details>
        </section>
      </Show>
      <Happened id={props.analysis.id} />
    </>
  );
}

/** The terms of the figures above, with their numbers (PL7). */
function reckoned({ open, days_since_created: age, velocity, days_until_due: due, hours_available, hours_left }: Facts): string[] {
  const days = Math.min(28, Math.max(7, age + 1));
  return [
    `Velocity: the hours completed in the last ${days} days by their estimates, less what was opened again, divided by ${days}.`,
    `Left: the estimates of ${open} open ${open === 1 ? "todo" : "todos"}, times what was learned about such estimates (see Rules), less the hours worked on them. One without an estimate counts for 1 hour.`,
    ...(due === null
      ? []
      : [
          `Until it is due: ${Math.max(0, due)} days × ${velocity} h a day, before rounding, are ${hoursWords(hours_available)}; ${hoursWords(hours_left)} are left.`,
        ]),
  ];
}

function Happened(props: { id: string }) {
  const activities = createLiveQuery("activity.list", () => ({ project_id: props.id, limit: 30 }), { keep: true });
  return (
    <Show when={activities.data?.length}>
      <section>
        <h2>What happened</h2>
        <ol class="happened">
          <For each={activities.data}>
            {(activity) => (
              <li>
                <span>
                  {activity.todo_name ?? ""} {KIND[activity.kind]}
                  <Show when={activity.kind === "progress" || activity.kind === "stage" || activity.kind === "project"}>
                    : {activity.after}
                    {activity.kind === "progress" ? " %" : ""}
                  </Show>
                </span>
                <time dateTime={new Date(activity.at).toISOString()}>{wholeWhen(activity.at)}</time>
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}
