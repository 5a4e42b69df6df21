import { Decoration, type EditorView, WidgetType } from "@codemirror/view";
import type { SyntaxNodeRef } from "@lezer/common";
import { editorHost } from "./editor-host.view.ts";
import { decoded } from "./editor-links.view.ts";
import type { Preview } from "./editor-preview.view.ts";

const PICTURE = /\.(png|jpe?g|gif|webp|avif|svg|bmp|ico)$/i;
const WEB = /^(https?:)?\/\//i;

class PictureWidget extends WidgetType {
  readonly name: string;
  readonly alt: string;
  readonly width: number | null;
  /** Under its source, while that is being edited. */
  readonly below: boolean;

  constructor(name: string, alt: string, width: number | null, below: boolean) {
    super();
    this.name = name;
    this.alt = alt;
    this.width = width;
    this.below = below;
  }

  override eq(other: PictureWidget): boolean {
    return other.name === this.name && other.alt === this.alt && other.width === this.width && other.below === this.below;
  }

  override toDOM(view: EditorView): HTMLElement {
    const frame = document.createElement("span");
    frame.className = this.below ? "md-picture md-picture-below" : "md-picture";
    void view.state
      .facet(editorHost)
      .picture(this.name)
      .then((url) => {
        if (url) frame.append(this.image(url, view));
        else frame.textContent = `${this.name} is not in this workspace`;
        frame.classList.toggle("md-picture-missing", !url);
        view.requestMeasure();
      });
    return frame;
  }

  private image(url: string, view: EditorView): HTMLImageElement {
    const image = document.createElement("img");
    image.alt = this.alt;
    if (this.width !== null) image.width = this.width;
    image.addEventListener("load", () => view.requestMeasure());
    image.src = url;
    return image;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** `![[picture.png|300]]` and `![alt](picture.png)`; an embed of anything else is a link to it. */
export function imageDecorations(node: SyntaxNodeRef, preview: Preview): void {
  const { state, add, active } = preview;
  const inner = node.node.getChild(node.name === "WikiEmbed" ? "WikiTarget" : "URL");
  if (!inner) return;
  const target = state.sliceDoc(inner.from, inner.to);
  const name = node.name === "WikiEmbed" ? target.split("#")[0]!.trim() : decoded(target);
  if (WEB.test(name)) {
    // A picture on the web would tell its server who reads the note, and when: it is a link here.
    add(Decoration.mark({ class: "md-link", attributes: { "data-href": name } }).range(inner.from, inner.to));
    return;
  }
  if (!PICTURE.test(name)) {
    add(Decoration.mark({ class: "md-link md-wiki", attributes: { "data-wiki": name } }).range(inner.from, inner.to));
    if (active(node.from, node.to)) return;
    add(Decoration.replace({}).range(node.from, inner.from));
    add(Decoration.replace({}).range(inner.to, node.to));
    return;
  }
  const label = labelOf(node, preview);
  const width = /^\d+(x\d+)?$/.test(label) ? Number.parseInt(label, 10) : null;
  const below = active(node.from, node.to);
  const widget = new PictureWidget(name, width === null && label ? label : name, width, below);
  if (below) add(Decoration.widget({ widget, side: 1 }).range(node.to));
  else add(Decoration.replace({ widget }).range(node.from, node.to));
}

function labelOf(node: SyntaxNodeRef, { state }: Preview): string {
  const alias = node.node.getChild("WikiAlias");
  if (alias) return state.sliceDoc(alias.from, alias.to);
  const [open, close] = node.node.getChildren("LinkMark");
  return open && close ? state.sliceDoc(open.to, close.from) : "";
}
