import { Show, type JSX } from "solid-js";
import "./empty-state.css";

interface EmptyStateProps {
  /** A faint picture of the filled view. */
  readonly picture?: JSX.Element;
  readonly title?: string;
  /** One sentence. */
  readonly text: JSX.Element;
  /** One action. */
  readonly action?: JSX.Element;
}

export function EmptyState(props: EmptyStateProps) {
  return (
    <div class="empty-state">
      <Show when={props.picture}>
        <div class="empty-picture" aria-hidden="true">
          {props.picture}
        </div>
      </Show>
      <Show when={props.title}>
        <h2>{props.title}</h2>
      </Show>
      <p>{props.text}</p>
      {props.action}
    </div>
  );
}
