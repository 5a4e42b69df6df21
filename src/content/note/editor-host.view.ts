import { Facet } from "@codemirror/state";

export interface LinkCandidate {
  readonly name: string;
  readonly alias: string | null;
  readonly folder: string;
}

/** What the editor asks of the page around it; the editor itself knows no database. */
export interface EditorHost {
  /** Notes to link to, for what was typed after `[[`. */
  complete(text: string): Promise<readonly LinkCandidate[]>;
  tags(): Promise<readonly string[]>;
  /** Follows `[[target]]`; makes the note if there is none. */
  openNote(target: string, newTab: boolean): unknown;
  openUrl(url: string): void;
  /** Address of the picture that an embed names, or null if there is no such attachment. */
  picture(name: string): Promise<string | null>;
  /** Keeps a pasted or dropped file; answers the Markdown that shows it, or nothing if it could not be kept. */
  attach(file: File): Promise<string>;
  /** The person changed the text. */
  onEdit(): void;
  onBlur(): void;
}

export const editorHost = Facet.define<EditorHost, EditorHost>({ combine: (hosts) => hosts[0]! });
