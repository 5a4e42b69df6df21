import { useLocation } from "@solidjs/router";
import { areaAt, type Area } from "../areas.ts";

/** Whether the page that is shown belongs to an area. */
export function useIsCurrent(): (area: Area) => boolean {
  const location = useLocation();
  return (area) => areaAt(location.pathname) === area;
}
