import { splitProps, type JSX } from "solid-js";
import { classNames } from "./class-names.ts";
import "./text-field.css";

interface TextFieldProps extends JSX.InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  /** The label is there for people who hear it only: what the field is for is plain to see. */
  readonly hideLabel?: boolean;
}

export function TextField(props: TextFieldProps) {
  const [own, rest] = splitProps(props, ["label", "hideLabel", "class"]);
  return (
    <label class={classNames("text-field", own.class)}>
      <span class={own.hideLabel ? "visually-hidden" : undefined}>{own.label}</span>
      <input type="text" autocomplete="off" {...rest} />
    </label>
  );
}
