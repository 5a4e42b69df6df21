import { Show, type JSX } from "solid-js";

interface PanelSectionProps {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
  readonly text?: string;
  /** Said when there is nothing. */
  readonly empty?: string;
  readonly tools?: JSX.Element;
  /** The list is no higher than a part of the page; the keyboard scrolls it. */
  readonly scrolls?: boolean;
  /** Items of a list. */
  readonly children: JSX.Element;
}

/** A list of the sync panel with its head. */
export function PanelSection(props: PanelSectionProps) {
  return (
    <section class="sync-section" id={props.id} aria-labelledby={`${props.id}-title`}>
      <header>
        <div>
          <h2 id={`${props.id}-title`}>
            {props.title} <Show when={props.count}>{(count) => <small>{count().toLocaleString()}</small>}</Show>
          </h2>
          <Show when={props.text}>
            <p>{props.text}</p>
          </Show>
        </div>
        {props.tools}
      </header>
      <Show when={props.count !== 0} fallback={<p class="sync-nothing">{props.empty}</p>}>
        <ul class="sync-list" aria-labelledby={`${props.id}-title`} data-scrolls={props.scrolls} tabindex={props.scrolls ? 0 : undefined}>
          {props.children}
        </ul>
      </Show>
    </section>
  );
}
