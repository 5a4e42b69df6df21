import { show } from "../report.ts";
import { ATELIER, NATIVE, PEERS } from "./list.ts";
import { FIRST_LIST } from "./measure.ts";
import type { PeerReport } from "./report.ts";

const PANELS = [
  ["fill", "All notes in, indexed"],
  ["write", "One new note, durable"],
  ["rare", "Search: rare word"],
  ["common", "Search: common word"],
  ["deep", "List at depth 20,000"],
  ["reach", "Connected, depth 3"],
  ["path", "Shortest path"],
  [FIRST_LIST, "Navigation → first list"],
] as const;

/** Told apart by the colour-blind too (Okabe and Ito), and by the dash. */
const STYLES = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a6d00", "#7a7f87"];
const [COLUMNS, WIDTH, HEIGHT, GAP, TOP] = [4, 210, 170, 50, 96];
const LINES = [ATELIER, ...PEERS.map(({ label }) => label), NATIVE];

interface Line {
  readonly label: string;
  readonly points: readonly { readonly size: number; readonly ms: number }[];
}

/** Both axes are logarithmic: a line half as steep as its panel grows with the square root. */
export function growthPicture(reports: readonly PeerReport[]): string {
  const rows = Math.ceil(PANELS.length / COLUMNS);
  const [width, height] = [COLUMNS * (WIDTH + GAP) + GAP, TOP + rows * (HEIGHT + GAP + 14)];
  const panels = PANELS.map(([key, title], i) => {
    const [x, y] = [GAP + (i % COLUMNS) * (WIDTH + GAP), TOP + Math.floor(i / COLUMNS) * (HEIGHT + GAP + 14)];
    return `<g transform="translate(${x} ${y})">${panel(title, linesOf(reports, key), reports)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="11">`,
    `<title>Milliseconds against the number of notes, Atelier beside its peers</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    legend(width),
    ...panels,
    "</svg>",
    "",
  ].join("\n");
}

const linesOf = (reports: readonly PeerReport[], key: string): Line[] =>
  LINES.map((label) => ({
    label,
    points: reports.flatMap(({ size, measured }) => {
      const ms = measured.get(label)?.works.get(key)?.figures.median;
      return ms === undefined ? [] : [{ size, ms: Math.max(ms, 0.01) }];
    }),
  })).filter(({ points }) => points.length > 0);

const styleOf = (label: string): string => {
  if (label === ATELIER) return 'stroke="#111827" stroke-width="3"';
  if (label === NATIVE) return 'stroke="#111827" stroke-width="1.25" stroke-dasharray="2 3"';
  const at = PEERS.findIndex((peer) => peer.label === label);
  return `stroke="${STYLES[at % STYLES.length]}" stroke-width="1.5"${at % 2 === 1 ? ' stroke-dasharray="6 3"' : ""}`;
};

function legend(width: number): string {
  const step = (width - 2 * GAP) / 5;
  return LINES.map((label, i) => {
    const [x, y] = [GAP + (i % 5) * step, 24 + Math.floor(i / 5) * 22];
    return `<line x1="${x}" y1="${y - 4}" x2="${x + 28}" y2="${y - 4}" ${styleOf(label)}/><text x="${x + 34}" y="${y}" fill="#1f2937">${label}</text>`;
  }).join("\n");
}

function panel(title: string, lines: readonly Line[], reports: readonly PeerReport[]): string {
  const all = lines.flatMap(({ points }) => points.map(({ ms }) => ms));
  const [low, high] = all.length > 0 ? [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))] : [0, 1];
  const sizes = reports.map(({ size }) => Math.log10(size));
  const [from, to] = [Math.min(...sizes), Math.max(...sizes)];
  const x = (size: number) => ((Math.log10(size) - from) / Math.max(to - from, 0.1)) * WIDTH;
  const y = (ms: number) => HEIGHT - ((Math.log10(ms) - low) / Math.max(high - low, 1)) * HEIGHT;
  const levels = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  return [
    `<text x="0" y="-12" font-weight="600" font-size="12" fill="#111827">${title}</text>`,
    ...levels.map(
      (ms) =>
        `<line x1="0" y1="${y(ms).toFixed(1)}" x2="${WIDTH}" y2="${y(ms).toFixed(1)}" stroke="#e5e7eb"/><text x="-6" y="${(y(ms) + 3).toFixed(1)}" text-anchor="end" fill="#6b7280" font-size="9">${label(ms)}</text>`,
    ),
    ...reports.map(
      ({ size }) =>
        `<text x="${x(size).toFixed(1)}" y="${HEIGHT + 14}" text-anchor="middle" fill="#6b7280" font-size="9">${size.toLocaleString("en")}</text>`,
    ),
    ...lines.map((line) => drawn(line, x, y)),
  ].join("\n");
}

const label = (ms: number): string => (ms >= 1000 ? `${(ms / 1000).toLocaleString("en")} s` : `${Number(show(ms))} ms`);

function drawn({ label: name, points }: Line, x: (size: number) => number, y: (ms: number) => number): string {
  const at = points.map(({ size, ms }) => `${x(size).toFixed(1)},${y(ms).toFixed(1)}`).join(" ");
  const dots = points.map(
    ({ size, ms }) =>
      `<circle cx="${x(size).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="2.5" ${styleOf(name).replace(/ stroke-dasharray="[^"]*"/, "")} fill="#ffffff"/>`,
  );
  return `<polyline points="${at}" fill="none" stroke-linejoin="round" ${styleOf(name)}/>${dots.join("")}`;
}
