/** What the environment says, checked; a wrong value is a sentence for the person who starts the server. */
export interface Config {
  readonly port: number;
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly pages: string | undefined;
  readonly registration: "open" | "closed";
  readonly trustProxy: boolean;
  readonly metricsToken: string | undefined;
}

export class WrongConfig extends Error {}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = Number(env["PORT"] || 4173);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongConfig(`PORT is "${env["PORT"]}". It must be a number from 0 to 65535.`);
  const databaseUrl = env["DATABASE_URL"] || undefined;
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new WrongConfig("DATABASE_URL must begin with postgres:// – without it the embedded database is used.");
  return {
    port,
    data: env["ATELIER_DATA"] || "./data",
    databaseUrl,
    pages: env["ATELIER_PAGES"],
    registration: oneOf(env, "ATELIER_REGISTRATION", ["open", "closed"]),
    trustProxy: oneOf(env, "ATELIER_TRUST_PROXY", ["0", "1"]) === "1",
    metricsToken: env["ATELIER_METRICS_TOKEN"] || undefined,
  };
}

function oneOf<Word extends string>(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const given = env[name] || words[0];
  const word = words.find((one) => one === given);
  if (word === undefined) throw new WrongConfig(`${name} is "${given}". It must be ${words.join(" or ")}.`);
  return word;
}
