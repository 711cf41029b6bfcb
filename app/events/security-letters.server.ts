import { env } from "#app/lib/env.server.ts";
import type { Face } from "#app/people/viewer.ts";
import type { LetterKind, SecurityLetter } from "./catalogue.ts";
import type { Letter } from "./letter.tsx";

interface About {
  title: string;
  says: string[];
  /** The page the button leads to, and what it says. */
  way: [path: string, label: string];
  fine: string;
  why: string;
}

const ifNotYou = "If that was you, there is nothing to do. If it was not, choose a new password now and tell an owner.";
const newPassword: About["way"] = ["forgot", "Choose a new password"];
const freshLink = "The button leads to a page that sends a fresh link to this address.";

const about = {
  password_changed: (address) => ({
    title: "Your password was changed",
    says: [`The password for ${address} was changed, and everyone who was signed in with the old one was signed out.`, "If that was you, there is nothing to do. If it was not, choose a new password now and tell us."],
    way: newPassword,
    fine: freshLink,
    why: "You get this whenever your password changes.",
  }),
  second_factor_on: (address) => ({
    title: "Your second factor is on",
    says: [`From now on, signing in as ${address} asks for a code of an authenticator app after the password. Every other browser was signed out.`, ifNotYou],
    way: newPassword,
    fine: freshLink,
    why: "You get this whenever your second factor changes.",
  }),
  second_factor_off: (address) => ({
    title: "Your second factor is off",
    says: [`From now on, signing in as ${address} asks for the password alone. The recovery codes are worthless.`, ifNotYou],
    way: newPassword,
    fine: freshLink,
    why: "You get this whenever your second factor changes.",
  }),
  second_factor_reset: (address) => ({
    title: "Your second factor was reset",
    says: [`An owner reset the second factor for ${address}. You were signed out everywhere, and your authenticator app’s codes and your recovery codes are worthless now.`, "Sign in with your password, and set it up again on your profile. If you did not ask for this, tell an owner."],
    way: ["login", "Sign in"],
    fine: "The button leads to the sign-in page.",
    why: "You get this whenever your second factor changes.",
  }),
  recovery_code_used: (address) => ({
    title: "A recovery code was used",
    says: [`One of the recovery codes for ${address} was used in place of a code of your authenticator app. It is spent.`, "If that was you and your phone is lost, set up another on your profile. If it was not, choose a new password now and tell an owner."],
    way: newPassword,
    fine: freshLink,
    why: "You get this whenever a recovery code is used.",
  }),
  bank_details_proposed: () => ({
    title: "New bank details were proposed",
    says: ["Somebody proposed new bank details for our invoices. They come into force once a second member has confirmed them; where one person works alone, after 24 hours. Until then every invoice shows the old ones.", "Look at them, digit by digit. If nobody you can ask knows of this, withdraw them at once and change your password."],
    way: ["settings/bank", "Look at the bank details"],
    fine: "The button leads to the page; sign in there as usual.",
    why: "You get this whenever the bank details are about to change.",
  }),
} satisfies Record<SecurityLetter, (address: string) => About>;

export const isSecurityLetter = (kind: LetterKind): kind is SecurityLetter => kind in about;

/** Word of a change to what somebody signs in with. It holds no one-time link: whoever reads it may not be its owner. */
export function aboutSecurity(kind: SecurityLetter, { address, portal, face }: { address: string; portal: string; face: Face }): Pick<Letter, "subject" | "title" | "says" | "button" | "fine" | "why"> {
  const { title, says, way, fine, why }: About = about[kind](address);
  return { subject: `${title}: ${portal}`, title, says: says.map((words) => ({ words })), button: { label: way[1], href: `${env().PUBLIC_URL}/${face}/${way[0]}` }, fine, why };
}
