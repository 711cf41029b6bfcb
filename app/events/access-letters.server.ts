import type { Db } from "#db/client.server.ts";
import { clockTime, dayIn, longDay } from "#app/lib/dates.ts";
import { env } from "#app/lib/env.server.ts";
import type { LinkPurpose } from "#app/people/viewer.ts";
import type { Letter } from "./letter.tsx";
import type { Linking, Row, Written } from "./letters.server.ts";
import { type Recipient, everyLetter, ourselves } from "./recipients.server.ts";
import { aboutSecurity, isSecurityLetter } from "./security-letters.server.ts";

/** The letters that let people in: an invitation, a link, a new password; and word of what changed about signing in. */
export function aboutSigningIn(tx: Db, to: Recipient, rows: Row[], link: Linking): Written {
  const { kind, goTo } = rows[0]!;
  const { agency, ...common } = everyLetter(tx, to);
  const portal = to.face === "portal" ? `${agency.name}’s portal` : `${agency.name}’s staff pages`;
  const make = (purpose: LinkPurpose) => {
    const { path, expiresAt } = link(tx, { purpose, face: to.face, personId: to.personId, contactId: to.contactId, goTo });
    return { href: `${env().PUBLIC_URL}${path}`, until: `It works once, until ${untilWords(tx, expiresAt)}.` };
  };
  const done = (words: Omit<Letter, keyof ReturnType<typeof everyLetter>>, secret = true): Written => ({ to, rows, secret, thread: null, letter: { ...common, agency, ...words } });

  if (kind === "invitation") {
    const { href, until } = make("invitation");
    const whose = to.client ? ` for ${to.client.name}` : "";
    return done({
      subject: `Accept your invitation: ${portal}${whose}`,
      title: to.client ? `You are invited to ${portal}` : `You are invited to join ${agency.name}`,
      says: [
        { words: to.client ? `${agency.name} keeps your company’s projects, documents and questions${whose} in one place. You can read, download and answer there.` : `${agency.name} keeps its clients’ projects, documents and questions in one place, and you are to work there.` },
        { words: "Press the button to begin. The page it opens asks you to confirm, so that nothing else uses the link up." },
      ],
      button: { label: "Accept the invitation", href },
      fine: until,
      why: `You get this because somebody at ${agency.name} invited ${to.address}. If you do not know them, do nothing.`,
    });
  }
  if (kind === "reset") {
    const { href, until } = make("reset");
    return done({
      subject: `Choose a new password: ${portal}`,
      title: "Choose a new password",
      says: [{ words: `Somebody asked for a new password for ${to.address}. If that was you, press the button and choose one.` }],
      button: { label: "Choose a new password", href },
      fine: `${until} Your old password holds until then.`,
      why: "You get this because somebody entered your address. If that was not you, do nothing: nothing changes.",
    });
  }
  if (isSecurityLetter(kind)) return done(aboutSecurity(kind, { address: to.address, portal, face: to.face }), false);
  const { href, until } = make("sign_in");
  return done({
    subject: `Sign in: ${portal}`,
    title: `Sign in to ${portal}`,
    says: [{ words: `Here is the link you asked for. Press the button, then Continue, and you are signed in as ${to.address}.` }],
    button: { label: "Sign in", href },
    fine: until,
    why: "You get this because somebody entered your address on the sign-in page. If that was not you, do nothing: nobody is signed in.",
  });
}

function untilWords(tx: Db, at: Date) {
  const { timeZone, locale } = ourselves(tx);
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  return `${longDay(dayIn(timeZone, at))}, ${clockTime(timeZone, at)} ${zone}`;
}
