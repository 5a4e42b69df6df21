import { QUIET, QUIET_SETTING } from "../../content/note/note-draft.view.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { failureText } from "../ui/failure-text.ts";
import { Segmented, showToast } from "../ui/index.ts";
import { Row, Section } from "./section.tsx";

interface Preference {
  readonly key: string;
  readonly standard: number;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const SAVE: Preference = {
  key: QUIET_SETTING,
  standard: QUIET,
  options: [
    { value: "300", label: "At once" },
    { value: "1000", label: "1 s" },
    { value: "5000", label: "5 s" },
  ],
};
const VERSIONS: Preference = {
  key: "versions.interval_s",
  standard: 60,
  options: [
    { value: "0", label: "Every save" },
    { value: "60", label: "1 min" },
    { value: "600", label: "10 min" },
    { value: "3600", label: "1 h" },
  ],
};
const TRASH: Preference = {
  key: "trash.days",
  standard: 30,
  options: [
    { value: "7", label: "7 days" },
    { value: "30", label: "30 days" },
    { value: "365", label: "1 year" },
    { value: "0", label: "Never" },
  ],
};

/** How often is saved, how many versions are kept, and how long the trash keeps what lies in it. */
export function KeepingSection() {
  return (
    <Section id="keeping" title="Saving and history">
      <Choice label="Save" hint="After the last key; always when you leave a note" of={SAVE} />
      <Choice label="Keep a version" hint="While you write, at most one in" of={VERSIONS} />
      <Choice label="Empty the trash by itself" hint="Of what has been in it for" of={TRASH} />
    </Section>
  );
}

function Choice(props: { label: string; hint: string; of: Preference }) {
  const client = useClient();
  const settings = createLiveQuery("setting.list", () => ({}));
  async function choose(value: string) {
    try {
      await client.run("setting.set", { key: props.of.key, value: Number(value) });
    } catch (error) {
      showToast({ text: failureText(error), tone: "danger" });
    }
  }
  return (
    <Row label={props.label} hint={props.hint}>
      <Segmented
        label={props.label}
        options={props.of.options}
        value={String(settings.data?.[props.of.key] ?? props.of.standard)}
        onChange={(value) => void choose(value)}
      />
    </Row>
  );
}
