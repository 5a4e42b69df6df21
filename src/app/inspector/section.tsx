import { Show, type JSX } from "solid-js";
import "./inspector.css";

interface SectionProps {
  readonly title: string;
  readonly count?: number | undefined;
  /** Said while there is nothing. */
  readonly empty?: JSX.Element;
  /** What can be done here, at the end of the head. */
  readonly tools?: JSX.Element;
  readonly children: JSX.Element;
}

/** A part of the inspector: the same head for every content type. Its children are items of a list. */
export function Section(props: SectionProps) {
  return (
    <section>
      <div class="inspector-head">
        <h3>
          {props.title} <Show when={props.count}>{(count) => <small>{count()}</small>}</Show>
        </h3>
        {props.tools}
      </div>
      <Show when={props.count !== 0} fallback={<p class="inspector-empty">{props.empty}</p>}>
        <ul>{props.children}</ul>
      </Show>
    </section>
  );
}
