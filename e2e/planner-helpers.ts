import type { Page } from "playwright/test";

interface Door {
  readonly ready: Promise<void>;
  mutate(commands: Command[]): Promise<unknown>;
}
interface Command {
  readonly name: string;
  readonly args: unknown;
}

/** Home of a workspace that was begun, after these commands. */
export async function begin(page: Page, commands: Command[] = []): Promise<void> {
  await page.goto("/");
  await page.evaluate(async (given) => {
    const door = (window as unknown as { atelier: Door }).atelier;
    await door.ready;
    await door.mutate([{ name: "setting.set", args: { key: "started", value: true } }, ...given]);
  }, commands);
}

/** The Monday so many weeks from now, by the clock of the machine. */
export function monday(weeks = 0): string {
  const day = new Date();
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7) + 7 * weeks);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}
