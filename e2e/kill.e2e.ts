import { expect, test } from "playwright/test";
import { backingUp } from "./kill/backups.ts";
import { importing } from "./kill/imports.ts";
import { migrating } from "./kill/migrations.ts";
import { restoring } from "./kill/restores.ts";
import { KILLS, killRounds } from "./kill/rounds.ts";
import { vacuuming } from "./kill/vacuums.ts";
import { writing } from "./kill/writes.ts";

test.describe.configure({ timeout: 400_000 });

test("failures 26, 29, DI5: the whole browser killed in write loops, vacuums and restores, 15 times: whole, nothing acknowledged is lost", async ({
  baseURL,
  launchOptions,
}) => {
  const writes = writing();
  const restores = restoring();
  await killRounds({ url: baseURL!, launch: launchOptions, victims: [writes, vacuuming(), restores] });
  console.log(`${writes.acknowledged.size} acknowledged writes, ${KILLS} kills, none lost`);
  const { old, restored } = restores.seen;
  console.log(`${KILLS} restores killed: ${old} had not ended, ${restored} had`);
  expect(old).toBeGreaterThan(0);
  expect(restored).toBeGreaterThanOrEqual(KILLS / 3);
});

test("failure 28, BR2, IM7: the whole browser killed in backups and imports, 15 times: each is whole or not there at all", async ({
  baseURL,
  launchOptions,
}) => {
  const imports = importing();
  await killRounds({ url: baseURL!, launch: launchOptions, victims: [backingUp(), imports] });
  const { cut, whole } = imports.seen;
  console.log(`${KILLS} kills in imports: ${cut} taken back, ${whole} had ended`);
  expect(cut).toBeGreaterThan(0);
});

test("failure 10: the whole browser killed in the middle of migrations, 15 times: each is whole at the next start", async ({
  baseURL,
  launchOptions,
}) => {
  const migrations = migrating(baseURL!);
  await killRounds({ url: baseURL!, launch: launchOptions, victims: [migrations] });
  console.log(`${KILLS} migrations killed: ${KILLS - migrations.ended.size} had not ended`);
  expect(migrations.ended.size).toBeLessThan(KILLS);
});
