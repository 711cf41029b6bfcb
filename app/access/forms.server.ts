import { z } from "zod";
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
export const StaffInvitationForm = z.object({ password: newPassword });

/** A new password from the profile: whoever has one must know it. */
export const NewPasswordForm = z.object({ currentPassword: givenPassword, password: newPassword });
export const FirstPasswordForm = z.object({ password: newPassword });

export const ChoiceForm = z.object({ client: z.string().max(100), to: goTo });
