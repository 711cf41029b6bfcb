import { createHash, randomBytes } from "node:crypto";

/** A row's id: 120 random bits, safe in URLs. */
export const newId = () => randomBytes(15).toString("base64url");
/** A secret for a person's hands: 256 random bits. Stored only as `hashed(secret)`. */
export const newSecret = () => randomBytes(32).toString("base64url");
export const hashed = (secret: string) => createHash("sha256").update(secret).digest("hex");
