import { createSignal, createUniqueId, onCleanup, Show, type JSX } from "solid-js";
import type { Icon } from "./button.tsx";
import { classNames } from "./class-names.ts";
import "./popover.css";

interface PopoverProps {
  /** Name of the button and of what it opens. */
  readonly label: string;
  /** `menu` makes its buttons a menu that the arrow keys walk. */
  readonly role?: "dialog" | "menu";
  readonly icon?: Icon;
  /** What the button shows instead of an icon. */
  readonly face?: JSX.Element;
  readonly class?: string;
  /** Class of the panel, if it has a look of its own. */
  readonly panelClass?: string;
  /** What is asked for the panel is asked while it is open only. */
  readonly lazy?: boolean;
  /** `close` hides it again, as after a choice. */
  readonly children: (close: () => void) => JSX.Element;
}

const GAP = 4;

/** A button with a panel: the browser closes it on Esc and on a click beside it, and gives the focus back (UI4). */
export function Popover(props: PopoverProps) {
  const id = createUniqueId();
  let button!: HTMLButtonElement;
  let panel!: HTMLDivElement;
  const [isOpen, setOpen] = createSignal(false);
  // What arrives after the opening makes the panel larger.
  const grown = new ResizeObserver(() => place(panel, button));
  onCleanup(() => grown.disconnect());
  const close = () => panel.hidePopover();
  const items = () => [...panel.querySelectorAll<HTMLElement>("[role^=menuitem]:not([disabled])")];
  onCleanup(() => panel.isConnected && close());

  function onToggle(event: ToggleEvent) {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    setOpen(open);
    if (!open) return grown.disconnect();
    place(panel, button);
    if (props.lazy) grown.observe(panel);
    (panel.querySelector<HTMLElement>("[autofocus]") ?? items()[0])?.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (props.role !== "menu" || to === undefined || all.length === 0) return;
    event.preventDefault();
    all[to % all.length]!.focus();
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class={props.class ?? "icon-button"}
        aria-label={props.label}
        aria-haspopup={props.role ?? "dialog"}
        aria-expanded="false"
        data-tip={props.face ? undefined : props.label}
        onClick={() => {
          // Shown first: what is made in it may measure itself.
          panel.togglePopover();
          setOpen(true);
        }}
      >
        {props.face ?? props.icon?.({ size: 16 })}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        class={classNames("popover", props.panelClass)}
        role={props.role ?? "dialog"}
        aria-label={props.label}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        <Show when={isOpen() || !props.lazy}>{props.children(close)}</Show>
      </div>
    </>
  );
}

/** Below the button, its end aligned where there is no room to the right; inside the window in any case. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const box = button.getBoundingClientRect();
  const own = panel.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(box.left, innerWidth - own.width - GAP));
  const below = box.bottom + GAP + own.height <= innerHeight;
  const top = below ? box.bottom + GAP : Math.max(GAP, box.top - GAP - own.height);
  panel.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
}

interface MenuItemProps {
  readonly icon?: Icon;
  readonly danger?: boolean;
  /** For one of several: whether it is the chosen one. */
  readonly checked?: boolean;
  readonly onChoose: () => void;
  readonly children: JSX.Element;
}

export function MenuItem(props: MenuItemProps) {
  return (
    <button
      type="button"
      class="menu-item"
      role={props.checked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={props.checked}
      data-danger={props.danger}
      onClick={() => props.onChoose()}
    >
      {props.icon?.({ size: 16 })}
      <span>{props.children}</span>
    </button>
  );
}
