import { Show, type JSX } from "solid-js";

/** A part of the settings; `id` is where the status strip leads to. */
export function Section(props: { id: string; title: string; text?: JSX.Element; children: JSX.Element }) {
  return (
    <section class="settings-section" id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      <Show when={props.text}>
        <p class="settings-text">{props.text}</p>
      </Show>
      <div class="settings-rows">{props.children}</div>
    </section>
  );
}

/** One line: what it is, and on the right its value or what can be done. */
export function Row(props: { label: string; hint?: JSX.Element; children: JSX.Element }) {
  return (
    <div class="settings-row">
      <div class="settings-label">
        <div>{props.label}</div>
        <Show when={props.hint}>
          <div class="settings-hint">{props.hint}</div>
        </Show>
      </div>
      <div class="settings-value">{props.children}</div>
    </div>
  );
}
