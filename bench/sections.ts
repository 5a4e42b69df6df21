/** The report of one part of the harness is a section of `docs/performance.md`: it ends where the next one begins. */
const bounds = (text: string, head: string): [number, number] | null => {
  const from = text.startsWith(`${head}\n`) ? 0 : text.indexOf(`\n${head}\n`) + 1;
  if (from === 0 && !text.startsWith(`${head}\n`)) return null;
  const next = text.indexOf("\n## ", from + 1);
  return [from, next < 0 ? text.length : next + 1];
};

export const sectionOf = (text: string, head: string): string | null => {
  const found = bounds(text, head);
  return found && text.slice(...found).trim();
};

/** The text with that section in place of the one of the same head, or at its end. */
export const withSection = (text: string, head: string, section: string): string => {
  const found = bounds(text, head);
  const [before, after] = found ? [text.slice(0, found[0]), text.slice(found[1])] : [text, ""];
  return `${[before, section, after]
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
};
