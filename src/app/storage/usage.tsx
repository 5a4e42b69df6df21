import { For, Show } from "solid-js";
import { useClient } from "../data/use-client.ts";
import { createFact } from "../settings/create-fact.ts";
import { sizeOf } from "../shell/time-words.ts";
import { MakeRoom } from "./make-room.tsx";
import { arcsOf, partsOf, type Part } from "./usage-parts.ts";
import "./usage.css";

const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });
/** Half of the gap between two arcs, of a ring of 100. */
const GAP = 0.35;

/** What the workspace takes, by kind: a ring, and a table that says the same. */
export function Usage() {
  const client = useClient();
  const known = createFact(async () => {
    const [report, backups, estimate] = await Promise.all([
      client.task("diagnostics.storage", {}),
      client.task("backup.list", {}),
      (navigator.storage as StorageManager | undefined)?.estimate?.(),
    ]);
    const kept = backups.reduce((sum, { size }) => sum + size, 0);
    return { parts: partsOf(report, estimate?.usage, kept), free: report.by_kind.free };
  });
  return (
    <div class="usage-room">
      <Show when={known.value()} fallback={<p class="usage-waiting">Adding up…</p>}>
        {(facts) => (
          <>
            <Picture parts={facts().parts} />
            <MakeRoom free={facts().free} onDone={() => void known.askAgain()} />
          </>
        )}
      </Show>
    </div>
  );
}

function Picture(props: { parts: readonly Part[] }) {
  const total = () => props.parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <div class="usage">
      <div class="usage-ring">
        <svg viewBox="0 0 120 120" aria-hidden="true">
          <For each={arcsOf(props.parts)}>
            {(arc) => (
              <circle
                cx="60"
                cy="60"
                r="50"
                pathLength="100"
                data-kind={arc.kind}
                stroke-dasharray={`${Math.max(0.3, arc.length - 2 * GAP)} 100`}
                stroke-dashoffset={`${-arc.from - GAP}`}
              />
            )}
          </For>
        </svg>
        <p>
          <strong>{sizeOf(total())}</strong>
          <span>in all</span>
        </p>
      </div>
      <table>
        <caption class="visually-hidden">What the workspace takes, by kind</caption>
        <tbody>
          <For each={props.parts}>
            {(part) => (
              <tr>
                <th scope="row">
                  <i data-kind={part.kind} aria-hidden="true" />
                  {part.label}
                </th>
                <td>{sizeOf(part.bytes)}</td>
                <td>{part.bytes / total() < 0.01 ? "< 1%" : percent.format(part.bytes / total())}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
