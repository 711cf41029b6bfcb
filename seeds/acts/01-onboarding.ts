import { and, eq, isNull } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { agency as agencyTable, contacts as contactTable, members as memberTable, people } from "#db/schema/index.ts";
import { begin, subjectOf } from "#app/access/entry.server.ts";
import { beginSecondFactor, ownSecondFactor, turnOnSecondFactor } from "#app/access/second-factor.server.ts";
import { addClient } from "#app/clients/clients.server.ts";
import { addContact } from "#app/clients/contacts.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { type Contact, type Member, type SignInMethod, stranger } from "#app/people/viewer.ts";
import { findOrAddPerson } from "#app/people/persons.server.ts";
import { newId } from "#app/lib/id.server.ts";
import { deactivateMember } from "#app/team/changes.server.ts";
import { inviteMember } from "#app/team/members.server.ts";
import { ago, dayOf, minutesAgo } from "../calendar.ts";
import { type Guest, type Who, type Whose, agency, clients, contacts, internal, newcomer, team, words } from "../cast.ts";
import { type Moment, type Stage, from, moment } from "../stage.ts";

/** The agency sets itself up, takes on its team and its clients, and everybody signs in but Bea of Harbor & Finch. */
export const act = (passwordHash: string): Moment[] => [
  moment(ago(400, "08:40"), (stage) => found(stage, passwordHash)),
  ...(["maya", "tom", "ines", "nell"] as const).flatMap((who, index) => [
    moment(ago(399 - index, "09:10"), ({ tx, members }) => inviteMember(tx, members.ruth, team[who])),
    moment(ago(399 - index, "11:20"), (stage) => arriveAtDesk(stage, who, "invitation", passwordHash)),
  ]),
  ...(Object.keys(clients) as Whose[]).map((of) => moment(ago(clients[of].daysAgo, "10:00"), (stage) => takeOn(stage, of))),
  ...guest("dana", ago(358, "09:15"), ago(358, "09:50"), passwordHash),
  ...guest("luis", ago(340, "13:05"), ago(340, "15:30"), passwordHash),
  ...guest("beaOfTollhouse", ago(298, "10:30"), ago(297, "08:20"), passwordHash),
  ...guest("joan", ago(208, "11:00"), ago(207, "07:45"), passwordHash),
  moment(ago(12, "10:05"), (stage) => protect(stage, "ines")),
  // Nell went to another town, and left nothing behind but her name on the record.
  moment(ago(205, "17:00"), ({ tx, members }) => deactivateMember(tx, members.ruth, members.nell.id)),
  moment(ago(3, "11:25"), (stage) => invite(stage, "bea")),
  moment(ago(1, "15:30"), ({ tx, members }) => inviteMember(tx, members.ruth, newcomer)),
  // Who was here lately, so that the desk knows when each was last seen.
  moment(ago(2, "15:40"), (stage) => comeBack(stage, "joan", "password")),
  moment(ago(1, "16:45"), (stage) => comeBack(stage, "luis", "link")),
  moment(ago(1, "09:05"), (stage) => arriveAtDesk(stage, "ruth", "password")),
  moment(minutesAgo(110), (stage) => arriveAtDesk(stage, "ines", "password")),
  moment(minutesAgo(100), (stage) => arriveAtDesk(stage, "tom", "password")),
  moment(minutesAgo(95), (stage) => arriveAtDesk(stage, "maya", "password")),
  moment(minutesAgo(65), (stage) => comeBack(stage, "dana", "link")),
];

/** An invitation, and the same person's first visit. */
const guest = (who: Guest, invited: Date, arrived: Date, passwordHash: string) => [moment(invited, (stage) => invite(stage, who)), moment(arrived, (stage) => comeBack(stage, who, "invitation", passwordHash))];

function found(stage: Stage, passwordHash: string) {
  const { tx } = stage;
  const { name, email, ...post } = team.ruth;
  tx.insert(agencyTable).values({ id: "agency", ...agency, createdAt: now() }).run();
  const personId = findOrAddPerson(tx, { name, email });
  tx.insert(memberTable).values({ id: newId(), personId, name, ...post, invitedAt: now() }).run();
  record(tx, { ...stranger(from.office), name }, "agency.founded", { kind: "agency", id: "agency", clientId: null, title: agency.name });
  arriveAtDesk(stage, "ruth", "first_run", passwordHash);
}

function takeOn({ tx, members, clients: ids }: Stage, of: Whose) {
  const { name, address, internalNotes } = clients[of];
  ids[of] = addClient(tx, members.maya, { name, address: words(of, address), sinceOn: dayOf(now()), lookedAfterBy: members.maya.id, internalNotes: internal(internalNotes) });
}

function invite({ tx, members, clients: ids, awaited }: Stage, who: Guest) {
  const { of, name, email, role, can } = contacts[who];
  const may = (permission: string) => (can as string[]).includes(permission);
  awaited[who] = addContact(tx, members.maya, ids[of], { name, email, role: words(of, role), canViewInvoices: may("viewInvoices"), canApproveWork: may("approveWork"), canComment: may("comment"), canSubmitRequests: may("submitRequests") });
}

/** Somebody takes a second factor into an app; in the story nobody keeps the phone. */
function protect({ tx, members }: Stage, who: Who) {
  beginSecondFactor(tx, members[who]);
  turnOnSecondFactor(tx, members[who], TOTP.generate({ secret: Secret.fromBase32(ownSecondFactor(members[who]).setUp!.key.replaceAll(" ", "")), timestamp: now().getTime() }));
}

function arriveAtDesk(stage: Stage, who: Who, method: SignInMethod, passwordHash?: string) {
  const { tx } = stage;
  const found = tx.select({ id: memberTable.id, personId: memberTable.personId }).from(memberTable).innerJoin(people, eq(people.id, memberTable.personId)).where(eq(people.email, team[who].email)).get()!;
  stage.members[who] = arrive(stage, { face: "staff", personId: found.personId, memberId: found.id, method }, passwordHash) as Member;
  tx.update(memberTable).set({ lastSeenAt: now() }).where(eq(memberTable.id, found.id)).run();
}

function comeBack(stage: Stage, who: Guest, method: SignInMethod, passwordHash?: string) {
  const { tx, awaited } = stage;
  const found = tx.select({ id: contactTable.id, personId: contactTable.personId }).from(contactTable).where(eq(contactTable.id, awaited[who]!)).get()!;
  stage.contacts[who] = arrive(stage, { face: "portal", personId: found.personId, contactId: found.id, method }, passwordHash) as Contact;
  tx.update(contactTable).set({ lastSeenAt: now() }).where(eq(contactTable.id, found.id)).run();
}

/** A session begins, as the sign-in pages begin it; on the first visit with a password, the same for all. */
function arrive({ tx }: Stage, start: Parameters<typeof begin>[1], passwordHash?: string) {
  if (passwordHash) tx.update(people).set({ passwordHash, passwordSetAt: now() }).where(and(eq(people.id, start.personId), isNull(people.passwordHash))).run();
  const { viewer } = begin(tx, start, start.face === "staff" ? from.office : from.phone);
  if (!viewer) throw new Error("Somebody in the story could not sign in.");
  record(tx, viewer, "session.started", subjectOf(viewer), { method: start.method });
  return viewer;
}

