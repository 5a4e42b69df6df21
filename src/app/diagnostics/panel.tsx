import { RefreshCw } from "lucide-solid";
import { Show, type JSX } from "solid-js";
import { IconButton } from "../ui/index.ts";

interface PanelProps {
  readonly id: string;
  readonly title: string;
  readonly text?: JSX.Element;
  readonly failure?: string | undefined;
  readonly onRefresh?: () => void;
  readonly actions?: JSX.Element;
  readonly children: JSX.Element;
}

/** A part of the page, with what can be done with it in its head. */
export function Panel(props: PanelProps) {
  return (
    <section class="diagnostics-panel" id={props.id} aria-labelledby={`${props.id}-title`}>
      <header>
        <div>
          <h2 id={`${props.id}-title`}>{props.title}</h2>
          <Show when={props.text}>
            <p>{props.text}</p>
          </Show>
        </div>
        <div class="diagnostics-actions">
          {props.actions}
          <Show when={props.onRefresh}>
            {(refresh) => <IconButton icon={RefreshCw} label={`Look again: ${props.title}`} onClick={() => refresh()()} />}
          </Show>
        </div>
      </header>
      <Show when={props.failure}>{(text) => <p role="alert">{text()}</p>}</Show>
      {props.children}
    </section>
  );
}
