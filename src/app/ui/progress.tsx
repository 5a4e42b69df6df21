import { Show } from "solid-js";
import type { Progress as Work } from "../../base/progress.ts";
import "./progress.css";

const count = new Intl.NumberFormat();

/** Long work with its counts. Without a total the bar only says that something goes on. */
export function Progress(props: { work: Work }) {
  const known = () => props.work.total > 0;
  return (
    <div class="progress">
      <progress aria-label={props.work.phase} {...(known() ? { value: props.work.done, max: props.work.total } : {})} />
      <p>
        <span>{props.work.phase}</span>
        <Show when={known() || props.work.done > 0}>
          <span class="progress-count">
            {count.format(props.work.done)}
            <Show when={known()}> of {count.format(props.work.total)}</Show>
          </span>
        </Show>
      </p>
    </div>
  );
}
