import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { runUndoable } from "../../app/ui/index.ts";
import type { RuleEntry } from "./insights/insights.model.ts";
import { createNow } from "./use-now.view.ts";

const KIND = { pattern: "Patterns", risk: "Risks", optimisation: "Suggestions" } as const;
const SCOPE = (scope: string) => (scope === "all" ? "Everything" : scope.startsWith("tag:") ? `#${scope.slice(4)}` : "One project");

/** The knowledge base: every rule that judges a project, what it is worth, where it applies now; and what was learned. */
export function RulesDesk() {
  const now = createNow();
  const rules = createLiveQuery("rule.list", () => ({ now: now() }), { keep: true });
  const models = createLiveQuery("estimation.list", () => ({}), { keep: true });
  return (
    <article class="plan-column">
      <header class="plan-head">
        <h1>Rules</h1>
        <p>What makes a project healthy or not, in plain rules. Turn off what does not fit you.</p>
      </header>
      <For each={["risk", "pattern", "optimisation"] as const}>
        {(kind) => (
          <section>
            <h2>{KIND[kind]}</h2>
            <ul class="rules">
              <For each={rules.data?.filter((rule) => rule.kind === kind)}>{(rule) => <Rule rule={rule} />}</For>
            </ul>
          </section>
        )}
      </For>
      <section>
        <h2>Learned about estimates</h2>
        <Show
          when={models.data?.length}
          fallback={<p class="plan-none">Nothing yet. Todos that are done with an estimate and the hours they took teach it.</p>}
        >
          <table class="learned">
            <thead>
              <tr>
                <th>For</th>
                <th>Samples</th>
                <th>Takes</th>
                <th>Own estimates off by</th>
                <th>Learned ones by</th>
              </tr>
            </thead>
            <tbody>
              <For each={models.data}>
                {(model) => (
                  <tr>
                    <td>{SCOPE(model.scope)}</td>
                    <td>{model.samples}</td>
                    <td>{model.factor.toFixed(1)} ×</td>
                    <td>{model.error_own_percent} %</td>
                    <td>{model.error_learned_percent} %</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Show>
      </section>
    </article>
  );
}

function Rule(props: { rule: RuleEntry }) {
  const client = useClient();
  const points = () => (props.rule.points > 0 ? `+${props.rule.points}` : String(props.rule.points).replace("-", "−"));
  const toggle = () =>
    runUndoable(
      client,
      [{ name: "rule.set", args: { id: props.rule.id, is_enabled: !props.rule.is_enabled } }],
      `“${props.rule.name}” is ${props.rule.is_enabled ? "off" : "on"}.`,
    );
  return (
    <li data-off={props.rule.is_enabled ? undefined : ""}>
      <label>
        <input type="checkbox" checked={props.rule.is_enabled} onChange={() => void toggle()} />
        <span>
          {props.rule.name}
          <small>when {props.rule.when.join(", and ")}</small>
        </span>
      </label>
      <span class="rule-points">{props.rule.points === 0 ? "" : points()}</span>
      <Show when={props.rule.applies_to.length > 0}>
        <p>
          Now:{" "}
          <For each={props.rule.applies_to}>
            {(project, i) => (
              <>
                {i() > 0 ? ", " : ""}
                <A href={`/plan/${project.id}`}>{project.name}</A>
              </>
            )}
          </For>
        </p>
      </Show>
    </li>
  );
}
