import { Show, splitProps, type Component, type JSX } from "solid-js";
import { classNames } from "./class-names.ts";
import "./button.css";

export type Icon = Component<{ size?: number; strokeWidth?: number }>;

interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do here. `quiet`: no border. `danger`: cannot be undone. */
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly size?: "normal" | "large";
  readonly icon?: Icon;
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ["look", "size", "icon", "class", "children"]);
  return (
    <button type="button" {...rest} class={classNames("button", own.class)} data-look={own.look ?? "plain"} data-size={own.size}>
      <Show when={own.icon}>{(icon) => icon()({ size: 16 })}</Show>
      {own.children}
    </button>
  );
}

interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** Its name, for people who see it (as a tooltip) and people who hear it. */
  readonly label: string;
  readonly icon: Icon;
  /** Keys that do the same, shown in the tooltip. */
  readonly keys?: string;
}

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["label", "icon", "keys", "class"]);
  return (
    <button
      type="button"
      {...rest}
      class={classNames("icon-button", own.class)}
      aria-label={own.label}
      data-tip={own.label}
      data-tip-keys={own.keys}
    >
      {own.icon({ size: 16 })}
    </button>
  );
}
