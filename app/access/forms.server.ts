import { z } from "zod";
import { currencies, timeZones } from "#app/lib/zones.ts";
import { email, givenPassword, goTo, newPassword } from "#app/people/forms.server.ts";

/** Asks for a link to sign in with. */
export const LinkForm = z.object({ email, to: goTo });

export const PasswordForm = z.object({ email, password: givenPassword, to: goTo });

/** What the portal's sign-in page takes: an address alone asks for a link, with a password it signs in. `with` tells its two forms apart. */
export const EntryForm = z
  .object({ email, password: givenPassword.optional(), with: z.literal("password").optional(), to: goTo })
  .refine(({ with: way, password }) => way !== "password" || password, { path: ["password"], message: "Enter your password" });

export const ForgotForm = z.object({ email });

export const ResetForm = z.object({ password: newPassword });

export const InvitationForm = z.object({ password: newPassword.optional() });
/** Whoever has a password from before keeps it; everyone else on the staff side needs one. */
export const StaffInvitationForm = InvitationForm;

/** A new password from the profile: whoever has one must know it. */
export const NewPasswordForm = z.object({ currentPassword: givenPassword, password: newPassword });
export const FirstPasswordForm = z.object({ password: newPassword });
export const ChangeForm = NewPasswordForm.partial({ currentPassword: true });

export const ChoiceForm = z.object({ client: z.string().max(100), to: goTo });

// As people copy them: in groups, with spaces or hyphens.
const digits = (typed: string) => typed.replace(/[\s-]/g, "");

/** The six digits of an authenticator app. */
export const CodeForm = z.object({ code: z.string({ error: "Enter the six digits your app shows" }).max(40).overwrite(digits).refine((code) => /^\d{6}$/.test(code), "Enter the six digits your app shows") });

export const RecoveryForm = z.object({ recoveryCode: z.string({ error: "Enter one of your recovery codes" }).max(40, "A recovery code has ten letters and digits") });

/** Changes a second factor: who does must know both, or the one that is in force. */
export const TurnOnForm = CodeForm.extend({ currentPassword: givenPassword, to: goTo });
export const ProofForm = z.object({ currentPassword: givenPassword, code: z.string({ error: "Enter a code" }).max(40, "Enter a code of your app, or a recovery code") });

const words = (least: string, most: number) => z.string({ error: least }).trim().min(1, least).max(most, `Use at most ${most} characters`);

export const FirstRunForm = z.object({
  code: words("Enter the code", 40),
  agencyName: words("Enter the name of your agency", 120),
  timeZone: z.string({ error: "Choose a time zone" }).refine((zone) => timeZones.includes(zone), "Choose a time zone from the list"),
  currency: z.string({ error: "Choose a currency" }).refine((currency) => currencies.includes(currency), "Choose a currency from the list"),
  name: words("Enter your name", 120),
  email,
  password: newPassword,
});
