import { X } from "lucide-solid";
import { createUniqueId, onCleanup, onMount, Show, type JSX } from "solid-js";
import { IconButton } from "./button.tsx";
import "./dialog.css";

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  /** `sheet` comes from the side (from below on a phone), `palette` has no head. */
  readonly look?: "dialog" | "sheet" | "palette";
  /** Work goes on: it can be cancelled by its own button, not by Esc or a click beside it. */
  readonly locked?: boolean;
  readonly children: JSX.Element;
}

/** A modal dialog: the browser traps the focus, makes the rest inert, and gives the focus back (UI4). */
export function Dialog(props: DialogProps) {
  return (
    <Show when={props.open}>
      <OpenDialog {...props} />
    </Show>
  );
}

function OpenDialog(props: DialogProps) {
  const heading = createUniqueId();
  let dialog!: HTMLDialogElement;
  let title!: HTMLHeadingElement;
  onMount(() => {
    dialog.showModal();
    // Read out first, and no button pressed by a hasty Enter. A field that wants the focus takes it afterwards.
    title.focus();
  });
  // Closed before it is taken out of the page: only then does the browser give the focus back.
  onCleanup(() => dialog.close());

  const leave = () => props.locked || props.onClose();
  return (
    <dialog
      ref={dialog}
      class="dialog"
      data-look={props.look ?? "dialog"}
      aria-labelledby={heading}
      onCancel={(event) => {
        // A file chooser in the dialog that was left without a choice says "cancel" too.
        if (event.target !== dialog) return;
        event.preventDefault();
        leave();
      }}
      onPointerDown={(event) => event.target === dialog && leave()}
    >
      <div class="dialog-body">
        <header class={props.look === "palette" ? "visually-hidden" : "dialog-head"}>
          <h2 id={heading} ref={title} tabindex="-1">
            {props.title}
          </h2>
          <Show when={props.look !== "palette" && !props.locked}>
            <IconButton icon={X} label="Close dialog" onClick={() => props.onClose()} />
          </Show>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
