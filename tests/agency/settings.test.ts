import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db, sqlite, transact } from "#db/client.server.ts";
import { agency as table, agencyLogos, outbox } from "#db/schema/index.ts";
import { agency, agencyFace } from "#app/agency/agency.server.ts";
import { AgencyForm, ColourForm, PortalForm, RegionForm } from "#app/agency/forms.server.ts";
import { chosenOf, colourFrom } from "#app/agency/colour.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { logoFor, logoStamp, removeLogo as removeIn, setLogo as setIn } from "#app/agency/logos.server.ts";
import { pictureFrom } from "#app/agency/pictures.server.ts";
import { changeSettings as changeIn, settings } from "#app/agency/settings.server.ts";
import type { Part } from "#app/agency/settings.ts";
import { write } from "#app/events/letters.server.ts";
import { textOf } from "#app/events/letter.tsx";
import { mailOf } from "#app/events/transport.server.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { now } from "#app/lib/clock.ts";
import { env } from "#app/lib/env.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { count, figure, size } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { dana, freshStory, inTransaction, letters, maya, ruth, tom, trailOf } from "../support/story.ts";

const change = (member: Member, part: Part, values: Record<string, unknown>, seen?: string) => transact((tx) => void changeIn(tx, member, part, { ...settings(ruth, part, tx).values, ...values } as never, seen));
const [setLogo, removeLogo] = [inTransaction(setIn), inTransaction(removeIn)];
const drawing = (colour: string) => pictureFrom(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path fill="${colour}" d="M0 0h80v20H0z"/></svg>`));
const ourselves = { id: "agency" };

beforeEach(freshStory);

describe("settings", () => {
  test("what an owner changes holds at once, and the trail says what it was and what it is", () => {
    change(ruth, "agency", { name: "Northlight and Daughters", phone: "" });
    change(ruth, "region", { timeZone: "Europe/Paris", currency: "EUR" });
    change(ruth, "portal", { showTeamMembers: false, proposalDays: 1, declineNeedsReason: true, uploadLimitMb: 20 });
    expect([agency().name, agencyFace().timeZone, agency().proposalDays]).toEqual(["Northlight and Daughters", "Europe/Paris", 1]);
    expect(trailOf(ourselves)).toEqual([
      "Ruth Halloran changed the settings of Northlight and Daughters: name from “Northlight Studio” to “Northlight and Daughters”, telephone from “(207) 555-0140” to nothing",
      "Ruth Halloran changed the settings of Northlight and Daughters: time zone from New York (America) to Paris (Europe), currency from USD, US Dollar to EUR, Euro",
      "Ruth Halloran changed the settings of Northlight and Daughters: team members on the portal from shown to hidden, days to answer a proposal from 14 days to 1 day, a reason to decline a proposal from optional to required, largest file from as the machine allows to 20 MB",
    ]);
    expect(letters()).toEqual([]);
  });

  test("what is saved as it stood is not an event", () => {
    change(ruth, "agency", {});
    expect(trailOf(ourselves)).toEqual([]);
  });

  test("Z6: to a manager and a member the settings do not exist", () => {
    for (const who of [maya, tom]) {
      expect(() => settings(who, "agency")).toThrow(NotFound);
      expect(() => change(who, "staff", { membersSeeAll: true })).toThrow(NotFound);
      expect(() => removeLogo(who, "light")).toThrow(NotFound);
    }
    expect([agency().membersSeeAll, trailOf(ourselves)]).toEqual([false, []]);
  });

  test("R4: of two who change the same part, the second is told; another part is not in the way", () => {
    const { seen } = settings(ruth, "agency");
    change(ruth, "letters", { letterFooter: "Closed on Fridays." });
    change(ruth, "agency", { phone: "1" }, seen);
    expect(() => change(ruth, "agency", { phone: "2" }, seen)).toThrow(Refused);
    expect(agency().phone).toBe("1");
  });

  test("a form refuses what no place, no currency, no colour is, and takes a colour as people type it", () => {
    const issues = (form: { safeParse: (value: unknown) => { success: boolean; error?: { issues: { message: string }[] } } }, value: unknown) => form.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
    const region = { timeZone: "America/New_York", locale: "en-US", currency: "USD" };
    expect(issues(RegionForm, region)).toEqual([]);
    expect(issues(RegionForm, { timeZone: "Mars/Olympus", locale: "xx", currency: "XXQ" })).toHaveLength(3);
    for (const broken of ["red", "#12345", "#0f4c5c;} body{", "url(x)", ""]) expect(issues(ColourForm, { brandColour: broken })).toEqual(["Enter a colour as # and six digits, for example #0f4c5c"]);
    expect([" FFF ", "#0F4C5C", "e4572e"].map((typed) => ColourForm.parse({ brandColour: typed }).brandColour)).toEqual(["#ffffff", "#0f4c5c", "#e4572e"]);
    expect(issues(AgencyForm, { name: "N", email: "not an address" })).toEqual(["Enter an email address with an @, for example hello@northlight.example"]);
    expect(AgencyForm.parse({ name: "N\r\nBcc: all" }).name).toBe("N Bcc: all");
    const portal = { proposalDays: 14, acceptanceDays: 7 };
    expect(issues(PortalForm, { ...portal, uploadLimitMb: env().UPLOAD_LIMIT_MB + 1 })).toEqual([`This machine is set up for at most ${env().UPLOAD_LIMIT_MB} MB. Enter that or less`]);
    expect(issues(PortalForm, { ...portal, proposalDays: 0 })).toHaveLength(1);
  });

  test("of a colour typed and a colour picked, the one that was changed counts", () => {
    expect(chosenOf({ colour: "#111111", pick: "#222222", shown: "#111111" })).toBe("#222222");
    expect(chosenOf({ colour: "#333333", pick: "#111111", shown: "#111111" })).toBe("#333333");
    expect(chosenOf({ colour: "#333333" })).toBe("#333333");
    expect([chosenOf({}), colourFrom("#0f4c5c\n}")]).toEqual([undefined, undefined]);
  });

  test("the largest file is what the agency says, and never more than the machine allows", () => {
    expect(uploadLimit()).toBe(env().UPLOAD_LIMIT_MB * 1_000_000);
    change(ruth, "portal", { uploadLimitMb: 3 });
    expect(uploadLimit()).toBe(3_000_000);
    db.update(table).set({ uploadLimitMb: 10_000 }).run();
    expect(uploadLimit()).toBe(env().UPLOAD_LIMIT_MB * 1_000_000);
  });

  test("figures are written as in the agency’s country, from the next time anybody asks who we are", () => {
    change(ruth, "region", { locale: "en-DE" });
    agencyFace();
    expect([figure(1204), count(1204, "document"), size(1_234_567)]).toEqual(["1.204", "1.204 documents", "1,2 MB"]);
    change(ruth, "region", { locale: "en-US" });
    agencyFace();
    expect([figure(1204), size(1_234_567), size(2_000_000)]).toEqual(["1,204", "1.2 MB", "2 MB"]);
  });
});

describe("logos", () => {
  test("are put up, replaced and taken down, each on record; the address changes with the bytes", async () => {
    setLogo(ruth, "light", await drawing("#0f4c5c"));
    const first = agencyFace().logo;
    expect(first).toMatchObject({ width: 90, height: 30 });
    setLogo(ruth, "light", await drawing("#e4572e"));
    expect(agencyFace().logo!.src).not.toBe(first!.src);
    setLogo(ruth, "light", await drawing("#0f4c5c"));
    expect(agencyFace().logo).toEqual(first);
    removeLogo(ruth, "light");
    expect([agencyFace().logo, logoFor("light")]).toEqual([null, undefined]);
    expect(trailOf(ourselves)).toEqual([
      "Ruth Halloran gave Northlight Studio a logo for light paper: SVG, 90 × 30",
      "Ruth Halloran replaced the logo of Northlight Studio for light paper: SVG, 90 × 30",
      "Ruth Halloran replaced the logo of Northlight Studio for light paper: SVG, 90 × 30",
      "Ruth Halloran removed the logo of Northlight Studio for light paper",
    ]);
    expect(() => removeLogo(ruth, "light")).toThrow(NotFound);
  });

  test("R4: of two who replace the same logo, the second is told", async () => {
    const seen = logoStamp("dark");
    setLogo(ruth, "dark", await drawing("#0f4c5c"), seen);
    const second = await drawing("#e4572e");
    expect(() => setLogo(ruth, "dark", second, seen)).toThrow(Refused);
    expect(db.select().from(agencyLogos).all()).toHaveLength(1);
  });
});

test("every letter carries the agency’s footer at its foot, in text and in HTML, as plain words", () => {
  change(ruth, "letters", { letterFooter: "Northlight Studio LLC, No. 4711\n<b>Closed</b> on Fridays" });
  transact((tx) => queueLetter(tx, { kind: "reset", face: "portal", contactId: dana.id }));
  const { written } = transact((tx) => write(tx, tx.select().from(outbox).where(eq(outbox.kind, "reset")).all()));
  expect(textOf(written!.letter)).toMatch(/Maine 04101\nNorthlight Studio LLC, No\. 4711\n<b>Closed<\/b> on Fridays\n$/);
  const { html, text } = mailOf({ letterId: "l", messageId: "<l@localhost>", thread: null, to: { name: "Dana", address: dana.email }, replyTo: null, letter: written!.letter, at: now() });
  expect(text).toContain("No. 4711");
  expect(html).toContain("&lt;b&gt;Closed&lt;/b&gt; on Fridays</p>");
  // No picture to load: not even our own.
  expect(html).not.toMatch(/<img|src=|url\(/);
});

describe("what is known of the agency is kept", () => {
  test("until somebody writes, and no longer: not after a change, nor after one that was undone", () => {
    const first = agency();
    expect(agency()).toBe(first);
    change(ruth, "agency", { name: "Other" });
    expect(agency().name).toBe("Other");
    expect(() =>
      transact((tx) => {
        tx.update(table).set({ name: "Undone" }).run();
        expect(agency().name).toBe("Undone");
        throw new Error("changed our mind");
      }),
    ).toThrow();
    expect(agency().name).toBe("Other");
    sqlite.exec("UPDATE agency SET name = 'By hand'");
    expect(agencyFace().name).toBe("By hand");
  });
});
