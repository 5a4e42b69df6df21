import type { SearchAnswer } from "../../content/search/search.model.ts";
import { Kbd } from "../ui/index.ts";

const count = new Intl.NumberFormat();
const time = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** How many were found and how long it took; and what the keys do. */
export function PaletteFoot(props: { answer: SearchAnswer | undefined; isAsking: boolean }) {
  const words = (answer: SearchAnswer) => {
    const total = `${count.format(answer.total)}${answer.capped ? "+" : ""}`;
    return answer.total === 0
      ? "Nothing found"
      : `${total} ${answer.total === 1 ? "result" : "results"} in ${time.format(answer.took_ms)} ms`;
  };
  return (
    <footer class="palette-foot">
      <span role="status">{props.isAsking && props.answer ? words(props.answer) : ""}</span>
      <span class="palette-hints" aria-hidden="true">
        <Kbd keys="↑ ↓" /> choose <Kbd keys="↵" /> open <Kbd keys="Esc" /> close
      </span>
    </footer>
  );
}
