import { Match, Show, Switch } from "solid-js";
import type { Progress as Work } from "../../base/progress.ts";
import "./progress.css";

const count = new Intl.NumberFormat();

const share = new Intl.NumberFormat(undefined, { style: "percent" });

interface ProgressProps {
  readonly work: Work;
  /** What is counted means nothing to a person, such as bytes: only how much of it is done is said. */
  readonly asShare?: boolean;
}

/** Long work with its counts. Without a total the bar only says that something goes on. */
export function Progress(props: ProgressProps) {
  const known = () => props.work.total > 0;
  return (
    <div class="progress">
      <progress aria-label={props.work.phase} {...(known() ? { value: props.work.done, max: props.work.total } : {})} />
      <p>
        <span>{props.work.phase}</span>
        <span class="progress-count">
          <Switch>
            <Match when={props.asShare}>{known() && share.format(props.work.done / props.work.total)}</Match>
            <Match when={known() || props.work.done > 0}>
              {count.format(props.work.done)}
              <Show when={known()}> of {count.format(props.work.total)}</Show>
            </Match>
          </Switch>
        </span>
      </p>
    </div>
  );
}
