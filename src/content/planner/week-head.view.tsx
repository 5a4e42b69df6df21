import { ChevronLeft, ChevronRight } from "lucide-solid";
import { addDays } from "../../base/days.ts";
import type { JSX } from "solid-js";
import { Button, IconButton } from "../../app/ui/index.ts";

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" });

/** `16 November` */
export const dateWords = (day: string): string => DAY.format(Date.parse(`${day}T12:00`));

interface WeekHeadProps {
  readonly title: string;
  /** Date on which the week begins that is shown. */
  readonly start: string;
  /** The week that is shown without a choice. */
  readonly home: string;
  readonly go: (week: string | undefined) => void;
}

/** Which week it is, and the way to the others. */
export function WeekHead(props: WeekHeadProps) {
  return (
    <header class="plan-head plan-week-head">
      <div>
        <h1>{props.title}</h1>
        <p>
          {dateWords(props.start)} – {dateWords(addDays(props.start, 6))}
        </p>
      </div>
      <div>
        <IconButton icon={ChevronLeft} label="The week before" onClick={() => props.go(addDays(props.start, -7))} />
        <Button onClick={() => props.go(undefined)} disabled={props.start === props.home}>
          Back to now
        </Button>
        <IconButton icon={ChevronRight} label="The week after" onClick={() => props.go(addDays(props.start, 7))} />
      </div>
    </header>
  );
}

/** What the keys do here, for who has a keyboard. */
export const KeyHint = (props: { children: JSX.Element }) => <p class="key-hint">{props.children}</p>;
