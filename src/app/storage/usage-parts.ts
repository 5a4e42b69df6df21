import type { StorageReport, UsageKind } from "../../content/diagnostics/diagnostics.model.ts";

export type PartKind = UsageKind | "backups" | "beside";

export interface Part {
  readonly kind: PartKind;
  readonly label: string;
  readonly bytes: number;
}

const LABELS: Record<PartKind, string> = {
  notes: "Notes and links",
  attachments: "Attachments",
  versions: "Earlier versions",
  index: "Search index",
  changes: "Change records (undo, sync)",
  other: "Settings and the rest",
  free: "Free pages",
  backups: "Backups",
  beside: "Log and the app itself",
};

/**
 * What the ring shows: kinds in the file, and what this browser keeps beside it. `usage`: bytes, undefined if it does not
 * say; `backups`: bytes of those on this device.
 */
export function partsOf({ by_kind, pages, page_size }: StorageReport, usage: number | undefined, backups = 0): Part[] {
  const inFile = Object.entries(by_kind).map(([kind, bytes]) => ({ kind: kind as PartKind, label: LABELS[kind as PartKind], bytes }));
  const around = [
    { kind: "backups" as const, bytes: backups },
    { kind: "beside" as const, bytes: usage === undefined ? 0 : Math.max(0, usage - pages * page_size - backups) },
  ].map((part) => ({ ...part, label: LABELS[part.kind] }));
  return [...inFile, ...around].filter(({ bytes }) => bytes > 0);
}

/** From where to where each part goes round the ring of 100; none is too small to be seen. */
export function arcsOf(parts: readonly Part[]): (Part & { readonly from: number; readonly length: number })[] {
  const least = 0.8;
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const wanted = parts.map((part) => Math.max(least, (part.bytes / total) * 100));
  const sum = wanted.reduce((all, length) => all + length, 0);
  let from = 0;
  return parts.map((part, i) => {
    const length = (wanted[i]! / sum) * 100;
    const arc = { ...part, from, length };
    from += length;
    return arc;
  });
}
