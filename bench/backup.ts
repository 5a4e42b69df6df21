import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { measureBackups } from "./backup-browser.ts";
import { BACKUP_HEAD, backupSection } from "./backup-report.ts";
import { type BenchOptions, serve } from "./main.ts";
import { withSection } from "./sections.ts";

/** So many notes make a database of about 100 MB, indexes and records of changes included. */
const NOTES = 10_000;

/** Measures backups and a restore in a real browser, and replaces their section of the report. */
export async function benchBackup({ root, port, out }: BenchOptions): Promise<void> {
  const server = await serve(root, port);
  try {
    console.log(`Backups of ${NOTES.toLocaleString("en")} notes: browser …`);
    const measured = await measureBackups(`http://localhost:${port}/`, NOTES);
    const about = `on ${new Date().toISOString().slice(0, 10)}, Chromium ${measured.version}, load average ${loadavg()[0]!.toFixed(1)}`;
    const section = backupSection(measured, about);
    if (out) writeFileSync(out, withSection(readFileSync(out, "utf8"), BACKUP_HEAD, section));
    else console.log(section);
  } finally {
    server.kill("SIGTERM");
  }
}
