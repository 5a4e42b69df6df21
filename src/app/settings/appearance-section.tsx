import { Segmented } from "../ui/index.ts";
import { textSize, theme } from "./appearance.ts";
import { BadgeRow } from "./badge-row.tsx";
import { Row, Section } from "./section.tsx";

const THEMES = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

const SIZES = [
  { value: "small", label: "Small" },
  { value: "normal", label: "Normal" },
  { value: "large", label: "Large" },
  { value: "huge", label: "Larger" },
] as const;

export function AppearanceSection() {
  return (
    <Section id="appearance" title="Appearance">
      <Row label="Theme">
        <Segmented label="Theme" options={THEMES} value={theme.current()} onChange={theme.choose} />
      </Row>
      <Row label="Text size" hint="On this device">
        <Segmented label="Text size" options={SIZES} value={textSize.current()} onChange={textSize.choose} />
      </Row>
      <BadgeRow />
    </Section>
  );
}
