import { FileQuestionMark } from "lucide-solid";
import { typeLabel } from "../../app/latch/axes.ts";
import { contentViews } from "../index.view.tsx";

/** What kind of thing it is: an icon with its name, and a hue that is never alone. */
export function TypeIcon(props: { type: string }) {
  return (
    <span class="type-icon" data-type={props.type} role="img" aria-label={typeLabel(props.type)}>
      {(contentViews.find(({ type }) => type === props.type)?.icon ?? FileQuestionMark)({ size: 14 })}
    </span>
  );
}
