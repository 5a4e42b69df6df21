import { ChartSpline } from "lucide-solid";
import { type JSX, Show } from "solid-js";
import { createLiveQuery } from "../../../app/data/createLiveQuery.ts";
import { EmptyState } from "../../../app/ui/index.ts";
import { createNow } from "../use-now.view.ts";
import { BubblesPicture } from "./bubbles.view.tsx";
import { EstimatesPicture } from "./estimates.view.tsx";
import { FlowPicture } from "./flow.view.tsx";
import { RhythmPicture } from "./rhythm.view.tsx";
import "../plan-desk.css";
import "./pictures.css";

/** As many as can be told apart. */
const MOST_POINTS = 300;

/** How the work goes, in pictures; each says the same as a table. */
export function PicturesDesk() {
  const now = createNow();
  const flow = createLiveQuery("todo.flow", () => ({ now: now(), weeks: 26 }), { keep: true });
  const bubbles = createLiveQuery("project.bubbles", () => ({ now: now() }), { keep: true });
  const estimates = createLiveQuery("estimation.points", () => ({ limit: MOST_POINTS }), { keep: true });
  const rhythm = createLiveQuery("activity.rhythm", () => ({ now: now(), weeks: 12 }), { keep: true });
  const hasTodos = () => Object.values(flow.data?.at(-1)?.counts ?? {}).some((count) => count > 0);
  return (
    <article class="plan-column">
      <header class="plan-head">
        <h1>Pictures</h1>
        <p>How the work flows, how projects stand, how estimates hold.</p>
      </header>
      <Show
        when={!flow.data || hasTodos()}
        fallback={
          <EmptyState
            picture={<ChartSpline size={44} strokeWidth={1.25} />}
            text="There is nothing to draw yet. Todos that come, move on and get done make the pictures."
          />
        }
      >
        <Picture title="Flow" text="Todos by stage over half a year. A band that grows wider is work that piles up.">
          <Show when={hasTodos()}>
            <FlowPicture points={flow.data!} />
          </Show>
        </Picture>
        <Picture title="Projects" text="Progress to the right, health upwards, size by hours. A click opens the project.">
          <Show
            when={bubbles.data?.some(({ health }) => health !== null)}
            fallback={<p class="plan-none">No active project has todos yet.</p>}
          >
            <BubblesPicture bubbles={bubbles.data!} />
          </Show>
        </Picture>
        <Picture title="Estimates" text="What was thought (to the right) against what it took (upwards), of the newest that are done.">
          <Show
            when={estimates.data?.length}
            fallback={<p class="plan-none">Todos that are done with an estimate and the hours they took stand here.</p>}
          >
            <EstimatesPicture points={estimates.data!} />
          </Show>
        </Picture>
        <Picture title="The week" text="In which hours things got done in the last twelve weeks.">
          <Show when={rhythm.data?.length} fallback={<p class="plan-none">Nothing was done in the last twelve weeks.</p>}>
            <RhythmPicture cells={rhythm.data!} />
          </Show>
        </Picture>
      </Show>
    </article>
  );
}

const Picture = (props: { title: string; text: string; children: JSX.Element }) => (
  <section>
    <h2>{props.title}</h2>
    <p class="picture-text">{props.text}</p>
    {props.children}
  </section>
);
