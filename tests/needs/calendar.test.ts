import ICAL from "ical.js";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { calendarFeeds, contacts, documentVersions, documents, files } from "#db/schema/index.ts";
import { eq } from "drizzle-orm";
import { requestAcceptance as requestAcceptanceIn } from "#app/acceptances/asking.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { endFeed as endFeedIn, feedOf, itemFile, startFeed as startFeedIn } from "#app/needs/calendar.server.ts";
import { calendarOf } from "#app/needs/ics.ts";
import { bea, dana, freshStory, harbor, inTransaction, joan, luis, maya, packaging } from "../support/story.ts";

const [startFeed, endFeed, requestAcceptance] = [inTransaction(startFeedIn), inTransaction(endFeedIn), inTransaction(requestAcceptanceIn)];
const zone = "America/New_York";
/** As a calendar program reads it: a library that is not ours, strictly. */
const read = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));

beforeEach(() => {
  freshStory();
  standAt(instantIn(zone, "2026-03-02", "10:00:00"));
  const at = new Date();
  db.insert(documents).values({ id: "scope", projectId: packaging.id, clientId: harbor.id, name: "Scope.pdf", version: 1, size: 310, uploadedAt: at, sharedAt: at, createdAt: at }).run();
  db.insert(files).values({ id: "file-1", clientId: harbor.id, name: "Scope.pdf", size: 310, sha256: "1".repeat(64), createdAt: at }).run();
  db.insert(documentVersions).values({ documentId: "scope", clientId: harbor.id, version: 1, fileId: "file-1", uploadedBy: maya.id, createdAt: at }).run();
});
const ask = (more: object) => requestAcceptance(maya, { documentId: "scope", version: 1, title: "Scope of work", note: "", contacts: [dana.id, luis.id], policy: "any", expiresOn: "2026-03-08", ...more });

test("a feed holds what is due, whole days as days and hours in UTC, also on the day the clock is put forward", async () => {
  ask({});
  ask({ title: "Shop; texts, “all”\nof them", expiresTime: "17:00" });
  const events = read(await feedOf(startFeed(dana)).text());
  expect(events.map((event) => [event.summary, event.startDate.toString(), event.startDate.isDate])).toEqual([
    ["Review & accept: Shop; texts, “all”\nof them", "2026-03-08T21:00:00Z", false],
    ["Review & accept: Scope of work", "2026-03-08", true],
  ]);
  expect(events[0]!.component.getFirstPropertyValue("url")).toMatch(/^http:\/\/portal\.test\/portal\/acceptances\/.+\?client=harbor$/);
});

test("A6: the address is a secret kept as its hash; a new one ends the old, and so does its end", async () => {
  const first = startFeed(dana);
  expect(db.select().from(calendarFeeds).all().map(({ id }) => id)).not.toContain(first);
  expect(JSON.stringify(db.select().from(calendarFeeds).all())).not.toContain(first);
  const second = startFeed(dana);
  expect(() => feedOf(first)).toThrow(NotFound);
  expect(feedOf(second).headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  endFeed(dana);
  expect(() => feedOf(second)).toThrow(NotFound);
  expect(() => feedOf("never")).toThrow(NotFound);
});

test("Z5, Z7: a feed is of its person as they stand now: nothing without the permission, nothing at all once access has ended", async () => {
  const id = ask({});
  const [danas, beas, joans] = [startFeed(dana), startFeed(bea), startFeed(joan)];
  const titles = async (secret: string) => read(await feedOf(secret).text()).map(({ summary }) => summary);
  expect([await titles(danas), await titles(beas), await titles(joans)]).toEqual([["Review & accept: Scope of work"], [], []]);
  expect(() => itemFile(bea, `acceptance-${id}`)).toThrow(NotFound);
  expect(() => itemFile(joan, `acceptance-${id}`)).toThrow(NotFound);
  expect(read(await itemFile(dana, `acceptance-${id}`).text())).toHaveLength(1);
  db.update(contacts).set({ canApproveWork: false }).where(eq(contacts.id, dana.id)).run();
  expect(await titles(danas)).toEqual([]);
  db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.id, dana.id)).run();
  expect(() => feedOf(danas)).toThrow(NotFound);
});

test("the agency’s own feed holds what clients are to do, as far as the member sees", async () => {
  ask({});
  expect(read(await feedOf(startFeed(maya)).text()).map(({ summary }) => summary)).toEqual([`${harbor.name}: Scope of work`]);
});

test("X1, X5: whatever a title holds, lines stay under 75 octets, no character is cut, and no line is smuggled in", () => {
  const title = `${"Ä€🙂".repeat(60)}\r\nATTACH:http://evil.example/x\u0000, ; \\ end`;
  const text = calendarOf("Due", [{ uid: "one@portal.test", title, about: title, href: "http://portal.test/portal/home", on: "2026-03-08", stamp: new Date(0) }]);
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const [event] = read(text);
  expect(event!.summary).toBe(`${"Ä€🙂".repeat(60)} \nATTACH:http://evil.example/x , ; \\ end`);
  expect(event!.component.getAllProperties("attach")).toEqual([]);
});
