import { createMemo, For, Show } from "solid-js";
import type { SyncRate } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { plural } from "../ui/plural.ts";

const DAYS = 28;
const HEIGHT = 64;
const STEP = 20;
const BAR = 14;
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });

const sum = (rates: readonly SyncRate[], key: "succeeded" | "failed" | "conflicts") => rates.reduce((total, rate) => total + rate[key], 0);
const percent = (part: number, whole: number) => (whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`);

const DAY_MS = 86_400_000;

/** The last days (UTC), those without any sync too, so that the bars keep their places in time. */
function everyDay(rates: readonly SyncRate[], now: number): SyncRate[] {
  const known = new Map(rates.map((rate) => [rate.day, rate]));
  return Array.from({ length: DAYS }, (_, i) => {
    const name = new Date(now - (DAYS - 1 - i) * DAY_MS).toISOString().slice(0, 10);
    return known.get(name) ?? { day: name, succeeded: 0, failed: 0, conflicts: 0 };
  });
}

/** Success and conflicts a day as small bars, and the same as a table (SU4). */
export function RatesChart() {
  const rates = createLiveQuery("sync.rates", () => ({ days: DAYS }), { keep: true });
  const rows = createMemo(() => everyDay(rates.data ?? [], Date.now()));
  const tries = () => sum(rows(), "succeeded") + sum(rows(), "failed");
  return (
    <section class="sync-section" id="rates" aria-labelledby="rates-title">
      <header>
        <div>
          <h2 id="rates-title">How it went</h2>
          <p>The last {DAYS} days.</p>
        </div>
      </header>
      <Show when={tries() > 0} fallback={<p class="sync-nothing">Nothing was synced yet. Each day's syncs will stand here as a bar.</p>}>
        <div class="sync-rates">
          <dl>
            <div>
              <dt>Succeeded</dt>
              <dd>
                <strong>{percent(sum(rows(), "succeeded"), tries())}</strong> <small>{plural(tries(), "sync", "syncs")}</small>
              </dd>
            </div>
            <div>
              <dt>Failed</dt>
              <dd>
                <strong>{sum(rows(), "failed").toLocaleString()}</strong>
              </dd>
            </div>
            <div>
              <dt>Conflicts</dt>
              <dd>
                <strong>{sum(rows(), "conflicts").toLocaleString()}</strong>
              </dd>
            </div>
          </dl>
          <Bars rates={rows()} />
          <details>
            <summary>As a table</summary>
            <Table rates={rows()} />
          </details>
        </div>
      </Show>
    </section>
  );
}

function Bars(props: { rates: readonly SyncRate[] }) {
  const most = createMemo(() => Math.max(1, ...props.rates.map(({ succeeded, failed }) => succeeded + failed)));
  const tall = (n: number) => (n === 0 ? 0 : Math.max(2, (n / most()) * HEIGHT));
  return (
    <svg
      class="sync-bars"
      viewBox={`0 0 ${props.rates.length * STEP} ${HEIGHT + 10}`}
      role="img"
      aria-label="Syncs a day; the table below says the same"
    >
      <For each={props.rates}>
        {(rate, i) => (
          <g>
            <title>{`${day.format(Date.parse(rate.day))}: ${rate.succeeded} succeeded, ${rate.failed} failed, ${rate.conflicts} conflicts`}</title>
            <rect class="sync-bar-ground" x={i() * STEP} y={0} width={BAR} height={HEIGHT} rx={2} />
            <rect class="sync-bar-good" x={i() * STEP} y={HEIGHT - tall(rate.succeeded)} width={BAR} height={tall(rate.succeeded)} rx={2} />
            <rect
              class="sync-bar-failed"
              x={i() * STEP}
              y={HEIGHT - tall(rate.succeeded) - tall(rate.failed)}
              width={BAR}
              height={tall(rate.failed)}
              rx={2}
            />
            <Show when={rate.conflicts > 0}>
              <circle class="sync-bar-conflict" cx={i() * STEP + BAR / 2} cy={HEIGHT + 6} r={3} />
            </Show>
          </g>
        )}
      </For>
    </svg>
  );
}

function Table(props: { rates: readonly SyncRate[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Succeeded</th>
          <th scope="col">Failed</th>
          <th scope="col">Conflicts</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rates.toReversed().filter(({ succeeded, failed, conflicts }) => succeeded + failed + conflicts > 0)}>
          {(rate) => (
            <tr>
              <th scope="row">{day.format(Date.parse(rate.day))}</th>
              <td>{rate.succeeded}</td>
              <td>{rate.failed}</td>
              <td>{rate.conflicts}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
