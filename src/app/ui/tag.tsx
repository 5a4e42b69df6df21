import type { JSX } from "solid-js";
import "./tag.css";

/** A tag or another short word about a thing. */
export function Tag(props: { children: JSX.Element }) {
  return <span class="tag">{props.children}</span>;
}
