import { Bookmark } from "lucide-solid";
import { createMemo, For, Show } from "solid-js";
import type { VersionEntry } from "../../content/version/version.model.ts";

const REASON = {
  edit: "While editing",
  named: "Kept by you",
  restore: "Before a restore",
  remote: "Before a change from another device",
} as const;
const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** Every version by its day; the named ones stand out. */
export function VersionList(props: {
  versions: readonly VersionEntry[];
  total: number;
  chosen: VersionEntry;
  onChoose: (version: number) => void;
}) {
  const days = createMemo(() => {
    const byDay = new Map<string, VersionEntry[]>();
    for (const entry of props.versions) {
      const day = DAY.format(entry.at);
      byDay.set(day, [...(byDay.get(day) ?? []), entry]);
    }
    return [...byDay];
  });
  return (
    <nav class="history-list" aria-label="Versions">
      <For each={days()}>
        {([day, entries]) => (
          <section>
            <h2>{day}</h2>
            <ul>
              <For each={entries}>
                {(entry) => (
                  <li>
                    <button
                      type="button"
                      aria-current={entry.version === props.chosen.version ? "true" : undefined}
                      onClick={() => props.onChoose(entry.version)}
                    >
                      <time dateTime={new Date(entry.at).toISOString()}>{TIME.format(entry.at)}</time>
                      <Show when={entry.label} fallback={<span>{REASON[entry.reason]}</span>}>
                        {(label) => (
                          <strong>
                            <Bookmark size={14} aria-hidden="true" />
                            {label()}
                          </strong>
                        )}
                      </Show>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
      <Show when={props.total > props.versions.length}>
        <p class="history-more">
          The newest {props.versions.length.toLocaleString()} of {props.total.toLocaleString()} versions.
        </p>
      </Show>
    </nav>
  );
}
