import { For, Show } from "solid-js";
import type { Term } from "./insights/facts.model.ts";
import "../../app/ui/fold.css";
import "./terms.css";

/** The terms that make a number, each with what it adds: opened from the number itself (F22). */
export function Terms(props: { terms: readonly Term[]; sum: number; label: string }) {
  return (
    <details class="terms fold">
      <summary>{props.label}</summary>
      <table>
        <tbody>
          <For each={props.terms}>
            {({ points, sentence }) => (
              <tr>
                <td>{points > 0 ? `+${points}` : String(points).replace("-", "−")}</td>
                <td>{sentence}</td>
              </tr>
            )}
          </For>
        </tbody>
        <Show when={props.terms.length > 1}>
          <tfoot>
            <tr>
              <td>{props.sum}</td>
              <td>together</td>
            </tr>
          </tfoot>
        </Show>
      </table>
    </details>
  );
}
