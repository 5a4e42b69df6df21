import { Show, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import "./empty-state.css";

interface EmptyStateProps {
  /** A faint picture of the filled view. */
  readonly picture?: JSX.Element;
  readonly title?: string;
  /** It is all there is on the page, so its title is the page's. */
  readonly isPage?: boolean;
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
        <Dynamic component={props.isPage ? "h1" : "h2"}>{props.title}</Dynamic>
      </Show>
      <p>{props.text}</p>
      {props.action}
    </div>
  );
}
