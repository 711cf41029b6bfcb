import type { SecondFactor, SignInMethod } from "./viewer.ts";

const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera/, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/CrOS/, "Chromebook"],
  [/Linux|X11/, "Linux"],
];

/** "Firefox on Windows", from what a browser says of itself. A hint for its owner, never a proof. */
export function deviceIn(agent: string): string {
  const [browser, system] = [browsers, systems].map((known) => known.find(([pattern]) => pattern.test(agent))?.[1]);
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? "A browser we do not know");
}

const proofs = {
  password: "with a password",
  link: "with an emailed link",
  invitation: "with an invitation",
  reset: "with a new password",
  first_run: "when the agency was set up",
} satisfies Record<SignInMethod, string>;

/** "with a password and a code": how somebody came in. */
export const signedInBy = (method: SignInMethod, secondFactor: SecondFactor | null) => `${proofs[method]}${secondFactor === "code" ? " and a code" : secondFactor === "recovery_code" ? " and a recovery code" : ""}`;
