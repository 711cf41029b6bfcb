import { z } from "zod";

const number = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const empty = (value: unknown) => (value === "" ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(empty, schema.optional());
const orElse = <S extends z.ZodType>(schema: S, otherwise: z.input<S>) => z.preprocess((value) => empty(value) ?? otherwise, schema);

/** Everything Parlour can be told from outside, and what holds when nothing is said. Described in README.md. */
const Environment = z.object({
  NODE_ENV: orElse(z.enum(["development", "production", "test"]), "production"),
  PORT: orElse(number(0, 65535), 3000),
  HOST: orElse(z.string(), "127.0.0.1"),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)),
  DATA_DIR: orElse(z.string(), "./data"),
  SESSION_SECRET: optional(z.string().min(32)),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: optional(z.email()),
  TRUSTED_PROXIES: orElse(z.string().transform((list) => list.split(",").map((entry) => entry.trim()).filter(Boolean)), ""),
  STORAGE: orElse(z.string().regex(/^(local|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w./-]+)?)$/, "say local, or s3:// and the name of a bucket, such as s3://parlour-files"), "local"),
  S3_ENDPOINT: optional(z.url({ protocol: /^https?$/, error: "say where the store answers, such as https://s3.eu-central-1.amazonaws.com" })),
  S3_REGION: orElse(z.string(), "us-east-1"),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
  BACKUP_TO: optional(z.string()),
  BACKUP_PASSPHRASE: optional(z.string().min(12, "take 12 characters or more")),
  LITESTREAM_REPLICA: optional(z.string()),
  UPLOAD_LIMIT_MB: orElse(number(1, 100_000), 100),
  LOG_LEVEL: orElse(z.enum(["fatal", "error", "warn", "info", "debug", "silent"]), "info"),
  SEED_CANARIES: orElse(z.enum(["0", "1"]), "0"),
});

/** Megabytes S3 takes under one key. */
const S3_LARGEST_MB = 5000;

export type Environment = Omit<z.output<typeof Environment>, "PUBLIC_URL"> & { PUBLIC_URL: string };

/** Reads the configuration. Throws a sentence that names each bad value, and never repeats a secret. */
export function readEnvironment(given: NodeJS.ProcessEnv): Environment {
  const read = Environment.safeParse(given);
  if (!read.success) {
    const sentences = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration is not usable. ${sentences.join(". ")}. README.md lists every setting.`);
  }
  const { PUBLIC_URL = `http://localhost:${read.data.PORT}`, ...rest } = read.data;
  if (rest.SMTP_URL && !rest.MAIL_FROM) throw new Error("The configuration is not usable. MAIL_FROM: must be set when SMTP_URL is. README.md lists every setting.");
  for (const [name, place] of Object.entries({ STORAGE: rest.STORAGE, BACKUP_TO: rest.BACKUP_TO ?? "" })) {
    const missing = place.startsWith("s3://") ? (["S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const).filter((setting) => !rest[setting]) : [];
    if (missing.length) throw new Error(`The configuration is not usable. ${name} is an S3 store, so ${missing.join(" and ")} must be set. README.md lists every setting.`);
  }
  if (rest.STORAGE !== "local" && rest.UPLOAD_LIMIT_MB > S3_LARGEST_MB) throw new Error(`The configuration is not usable. UPLOAD_LIMIT_MB: an S3 store takes files of at most ${S3_LARGEST_MB} MB (5 GB). Set that or less. README.md lists every setting.`);
  return { ...rest, PUBLIC_URL };
}

let read: Environment | undefined;
/** The configuration of this process, read once. */
export const env = (): Environment => (read ??= readEnvironment(process.env));

/** True while Parlour is served to this machine alone: the demo story and its password exist only then. */
export const isLoopback = (url = env().PUBLIC_URL) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
export const isSecure = () => env().PUBLIC_URL.startsWith("https:");
