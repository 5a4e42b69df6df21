import { Waypoints } from "lucide-solid";
import { useNodeKinds } from "./node-kinds.ts";
import "./node-icon.css";

/** The icon of a content type in its hue. Its name is said too, where the icon alone would say it. */
export function NodeIcon(props: { type: string; size?: number; named?: boolean }) {
  const kinds = useNodeKinds();
  const label = () => kinds.of(props.type)?.label ?? props.type;
  return (
    <span class="node-icon" data-type={props.type} role={props.named ? "img" : undefined} aria-label={props.named ? label() : undefined}>
      {(kinds.of(props.type)?.icon ?? Waypoints)({ size: props.size ?? 14 })}
    </span>
  );
}
