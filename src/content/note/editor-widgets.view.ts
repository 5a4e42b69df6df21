import { type EditorView, WidgetType } from "@codemirror/view";

/** `- [ ]` as a real checkbox, named by the text of its item. */
export class CheckboxWidget extends WidgetType {
  readonly checked: boolean;
  readonly label: string;

  constructor(checked: boolean, label: string) {
    super();
    this.checked = checked;
    this.label = label;
  }

  override eq(other: CheckboxWidget): boolean {
    return other.checked === this.checked && other.label === this.label;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "md-checkbox";
    box.checked = this.checked;
    box.setAttribute("aria-label", this.label || "Empty item");
    // The document decides what is checked, not the element.
    box.addEventListener("click", (event) => event.preventDefault());
    box.addEventListener("mousedown", (event) => {
      event.preventDefault();
      toggleTask(view, view.posAtDOM(box));
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      toggleTask(view, view.posAtDOM(box));
    });
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Turns the `[ ]` at `pos` into `[x]` and back. */
export function toggleTask(view: EditorView, pos: number): void {
  const mark = view.state.sliceDoc(pos, pos + 3);
  if (!/^\[[ xX]\]$/.test(mark)) return;
  view.dispatch({ changes: { from: pos + 1, to: pos + 2, insert: mark === "[ ]" ? "x" : " " }, userEvent: "input.toggle" });
}

export class BulletWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const dot = document.createElement("span");
    dot.className = "md-list-mark md-bullet";
    dot.textContent = "•";
    return dot;
  }
}

export class RuleWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const rule = document.createElement("span");
    rule.className = "md-rule";
    return rule;
  }
}

/** Virtual spaces (or dashes, under a head) that line the cells of a table up without changing its text. */
export class PadWidget extends WidgetType {
  readonly width: number;
  readonly fill: string;

  constructor(width: number, fill: string) {
    super();
    this.width = width;
    this.fill = fill;
  }
  override eq(other: PadWidget): boolean {
    return other.width === this.width && other.fill === this.fill;
  }
  override toDOM(): HTMLElement {
    const pad = document.createElement("span");
    pad.setAttribute("aria-hidden", "true");
    pad.textContent = this.fill.repeat(this.width);
    return pad;
  }
}
