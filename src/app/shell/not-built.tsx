import type { Area } from "../areas.ts";
import { EmptyState } from "../ui/index.ts";

/** An area of the rail that is not there yet says so. */
export function NotBuilt(props: { area: Area }) {
  return (
    <div class="plain-page">
      <EmptyState
        isPage
        picture={props.area.icon({ size: 44, strokeWidth: 1.25 })}
        title={props.area.label}
        text={`This area is not built yet. What will be here: ${props.area.planned}`}
      />
    </div>
  );
}
