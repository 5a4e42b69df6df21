import { Plus } from "lucide-solid";
import { createMemo, createSignal, For, Show } from "solid-js";
import { shortWhen } from "../../app/ui/dates.ts";
import { useClient } from "../../app/data/use-client.ts";
import { runUndoable } from "../../app/ui/index.ts";
import { hoursWords, PRIORITY_WORDS } from "./plan-words.view.ts";
import { parseQuickAdd } from "./quick-add.model.ts";
import "../../app/ui/field.css";
import "./quick-add.css";

/** One line makes a todo. What is understood of it is said below while one types. */
export function QuickAdd(props: { projectId?: string; placeholder?: string }) {
  const client = useClient();
  const [text, setText] = createSignal("");
  const understood = createMemo(() => {
    if (!text().trim()) return [];
    const { tags, due_at, estimated_hours, priority, project } = parseQuickAdd(text(), Date.now());
    return [
      ...tags.map((tag) => `#${tag}`),
      ...(due_at === null ? [] : [`due ${shortWhen(due_at, Date.now())}`]),
      ...(estimated_hours === null ? [] : [hoursWords(estimated_hours)]),
      ...(priority === null ? [] : [`${PRIORITY_WORDS[priority].toLowerCase()} priority`]),
      ...(project === null ? [] : [`in ${project}`]),
    ];
  });
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const line = text().trim();
    if (!line) return;
    const id = client.newId();
    const match = props.projectId ? [{ name: "todo.update" as const, args: { id, project_id: props.projectId } }] : [];
    if (await runUndoable(client, [{ name: "todo.quickAdd", args: { id, text: line } }, ...match], "Added.")) setText("");
  }
  return (
    <form class="quick-add" onSubmit={(event) => void add(event)}>
      <label>
        <Plus size={16} aria-hidden="true" />
        <input
          class="field"
          aria-label="Add a todo"
          placeholder={props.placeholder ?? "Add a todo: Mix the chorus #mix @fri ~2h !high"}
          autocomplete="off"
          maxLength={1000}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && setText("")}
        />
      </label>
      <Show when={understood().length > 0}>
        <ul class="quick-add-parts" aria-label="Understood">
          <For each={understood()}>{(part) => <li class="chip">{part}</li>}</For>
        </ul>
      </Show>
    </form>
  );
}
