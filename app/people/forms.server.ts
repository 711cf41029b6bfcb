import { z } from "zod";

/** An address as we keep it: trimmed, in small letters. */
export const email = z
  .string({ error: "Enter an email address" })
  .trim()
  .toLowerCase()
  .max(254, "An email address has at most 254 characters")
  .pipe(z.email({ error: "Enter an email address with an @, for example dana@company.com" }));

/** A password to be set: kept exactly as typed, spaces and all. Counted in characters as people see them, not in bytes. */
export const newPassword = z
  .string({ error: "Enter a password" })
  .min(12, "Use at least 12 characters")
  .max(1024, "Use at most 1,024 characters")
  .refine((password) => [...password].length >= 12, "Use at least 12 characters");

/** A password to be checked: whatever was typed. */
export const givenPassword = z.string({ error: "Enter your password" }).max(1024, "Use at most 1,024 characters");

/** Where to go afterwards; `ownPath` decides whether it is ours. */
export const goTo = z.string().max(2000).optional();
