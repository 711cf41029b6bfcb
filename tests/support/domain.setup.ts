import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Domain tests: a database in memory, a folder of their own, a fixed secret. Nothing of the machine's configuration.
Object.assign(process.env, {
  NODE_ENV: "test",
  DATA_DIR: mkdtempSync(join(tmpdir(), "parlour-domain-")),
  PUBLIC_URL: "http://portal.test",
  SESSION_SECRET: "a secret for tests alone, and for nothing else",
  TZ: "UTC",
});
for (const name of ["PORT", "HOST", "SMTP_URL", "MAIL_FROM", "TRUSTED_PROXIES", "STORAGE", "S3_ENDPOINT", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "BACKUP_TO", "BACKUP_PASSPHRASE", "LITESTREAM_REPLICA", "UPLOAD_LIMIT_MB", "SEED_CANARIES"]) delete process.env[name];
