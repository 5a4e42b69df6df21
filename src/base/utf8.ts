/** How many bytes `text` takes as UTF-8. A lone surrogate counts as the replacement character does: three. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (isPair(unit, text.charCodeAt(i + 1))) {
      length += 2;
      i += 1;
    } else length += 2;
  }
  return length;
}

const isPair = (high: number, low: number) => high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
