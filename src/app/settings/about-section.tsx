import { A } from "@solidjs/router";
import { useClient } from "../data/use-client.ts";
import { layout } from "../shell/layout-state.ts";
import { Button } from "../ui/index.ts";
import { createFact } from "./create-fact.ts";
import { Row, Section } from "./section.tsx";

export function AboutSection() {
  const client = useClient();
  const sqlite = createFact(async () => {
    const [row] = await client.sql("SELECT sqlite_version() AS version");
    return row?.["version"] as string | undefined;
  });
  return (
    <Section id="about" title="About">
      <Row label="Atelier">{__ATELIER_VERSION__}</Row>
      <Row label="SQLite">{sqlite.value() ?? "…"}</Row>
      <Row label="Keyboard shortcuts">
        <Button onClick={() => layout.setShortcuts(true)}>Show</Button>
      </Row>
      <Row label="Diagnostics" hint="How the file does, what happened, an SQL console">
        <A href="/diagnostics" class="button" data-look="plain">
          Open
        </A>
      </Row>
      <Row label="For scripts" hint="Everything the app does, from the developer tools">
        <code>window.atelier</code>
      </Row>
    </Section>
  );
}
