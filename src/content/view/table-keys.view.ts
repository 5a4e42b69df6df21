export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Deps {
  readonly place: () => Place;
  readonly go: (place: Place) => void;
  readonly rows: () => number;
  readonly columns: () => number;
  /** Rows on one screen. */
  readonly page: () => number;
  readonly edit: () => void;
  readonly open: () => void;
}

/** The keys of a grid (WAI-ARIA): arrows, page keys, Home and End; Enter or F2 edits, Space opens (VI8). */
export function createTableKeys({ place, go, rows, columns, page, edit, open }: Deps): (event: KeyboardEvent) => void {
  return (event) => {
    const { row, column } = place();
    const whole = event.ctrlKey || event.metaKey;
    const last = columns() - 1;
    const steps: Record<string, Place> = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + page(), column },
      PageUp: { row: row - page(), column },
      Home: whole ? { row: 0, column: 0 } : { row, column: 0 },
      End: whole ? { row: rows() - 1, column: last } : { row, column: last },
    };
    const to = steps[event.key];
    if (event.altKey || (whole && event.key !== "Home" && event.key !== "End")) return;
    if (to) go({ row: Math.max(0, Math.min(rows() - 1, to.row)), column: Math.max(0, Math.min(last, to.column)) });
    else if (event.key === "Enter" || event.key === "F2") edit();
    else if (event.key === " ") open();
    else return;
    event.preventDefault();
  };
}
