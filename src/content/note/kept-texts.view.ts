/** Texts of notes that were left before they could be saved, until they are: in memory, for this page. */
const texts = new Map<string, string>();

export const keptText = (id: string): string | undefined => texts.get(id);

export function keepText(id: string, text: string | undefined): void {
  if (text === undefined) texts.delete(id);
  else texts.set(id, text);
}
