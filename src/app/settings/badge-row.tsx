import { Show } from "solid-js";
import { badgeIsOn, chooseBadge, hasBadge } from "../shell/badge.ts";
import { Segmented, showToast } from "../ui/index.ts";
import { Row } from "./section.tsx";

const CHOICES = [
  { value: "off", label: "Off" },
  { value: "on", label: "Due today" },
] as const;

/** The number on the icon of the installed app; only where the system has one. */
export function BadgeRow() {
  async function choose(value: "off" | "on"): Promise<void> {
    if (!(await chooseBadge(value === "on")))
      showToast({ text: "The system does not allow a number on the icon. Its settings for notifications of this app do.", tone: "danger" });
  }
  return (
    <Show when={hasBadge}>
      <Row label="Number on the icon" hint="How many todos are overdue or due today; on this device, once the app is installed">
        <Segmented
          label="Number on the icon"
          options={CHOICES}
          value={badgeIsOn() ? "on" : "off"}
          onChange={(value) => void choose(value)}
        />
      </Row>
    </Show>
  );
}
