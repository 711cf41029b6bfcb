import { beforeEach, describe, expect, test } from "vitest";
import { life } from "#app/acceptances/acceptance.ts";
import { acceptances } from "#app/acceptances/acceptances.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { system } from "#app/people/viewer.ts";
import { noteFirstView, openTimeAsk } from "#app/questions/questions.server.ts";
import { db } from "#db/client.server.ts";
import { subjectOf } from "#app/acceptances/acceptances.server.ts";
import { transact } from "#db/client.server.ts";
import { askedOfUs } from "#app/needs/waiting.server.ts";
import { noticesPage } from "#app/notifications/notifications.server.ts";
import { dana, freshStory, ines, letters, luis, maya, tom, trailOf } from "../support/story.ts";
import { accept, addVersion, askAbout, askForTime, extend, follow, note, noteEnding, request, resend, shareScope, signed, statusNow, until, withdraw, words } from "./stage.ts";

const at = (day: string, time = "10:00:00") => standAt(instantIn("America/New_York", day, time));
beforeEach(() => {
  freshStory();
  at("2026-03-02");
  shareScope();
});

const after = (change: (id: string) => void) => {
  const id = request(maya, words());
  change(id);
  return id;
};
/** How an acceptance comes to stand in each status. */
const standing = {
  pending: () => request(maya, words()),
  expired: () => after(() => at("2026-03-10")),
  accepted: () => after((id) => accept(dana, id, signed)),
  withdrawn: () => after((id) => withdraw(maya, id, "")),
} satisfies Record<keyof typeof life.table, () => string>;

/** How each move is made; to replace is to give the document a next version. */
const moves: Record<string, (id: string) => unknown> = {
  accept: (id) => accept(luis, id, { ...signed, signedName: "Luis Ortega" }),
  ask: (id) => askAbout(dana, id, { body: "Is the photography part of it?" }),
  ask_for_time: (id) => askForTime(dana, id, ""),
  extend: (id) => extend(maya, id, until("2026-03-30")),
  withdraw: (id) => withdraw(maya, id, ""),
  resend: (id) => resend(maya, id, words({ expiresOn: "2026-03-30" })),
};

describe.each(Object.entries(standing))("R4: an acceptance that is %s", (status, make) => {
  for (const [move, doIt] of Object.entries(moves)) {
    const listed = (life.table as Record<string, Record<string, string>>)[status]![move];
    const name = move.replaceAll("_", " ");
    if (listed === undefined)
      test(`does not ${name}: 409 or 410, and nothing is on record`, () => {
        const id = make();
        const [before, mail] = [trailOf({ id }), letters()];
        expect(() => doIt(id)).toThrow(expect.objectContaining({ status: move === "accept" && status === "expired" ? 410 : 409 }));
        expect([statusNow(id), trailOf({ id }), letters()]).toEqual([status, before, mail]);
      });
    else
      test(`can ${name}, and is ${listed} then`, () => {
        const id = make();
        doIt(id);
        expect(statusNow(id)).toBe(listed);
      });
  }

  test("is read by its client as long as it stands, and a next version of the document withdraws it only while it is pending", () => {
    const id = make();
    expect(acceptances(dana).find(id).status).toBe(status);
    addVersion(2);
    follow(maya, { id: "scope", version: 2 });
    expect(statusNow(id)).toBe((life.table as Record<string, Record<string, string>>)[status]!.replace ?? status);
  });
});

test("opened: noted once for each contact and version, and nothing else", () => {
  const id = request(maya, words());
  const subject = subjectOf(acceptances(maya).find(id));
  for (const who of [dana, dana, luis]) transact((tx) => noteFirstView(tx, who, subject, 1, "acceptance.viewed"));
  expect(trailOf({ id }).slice(1)).toEqual(["Dana Whitfield opened Online shop: scope of work to accept it", "Luis Ortega opened Online shop: scope of work to accept it"]);
});

test("R1: at the very second of its time it is accepted; at the next it is expired, whoever asks first", () => {
  const id = request(maya, words({ expiresTime: "17:00" }));
  at("2026-03-09", "17:00:00");
  accept(dana, id, signed);
  expect(statusNow(id)).toBe("accepted");
  at("2026-03-02");
  const other = request(maya, words({ expiresTime: "17:00" }));
  at("2026-03-09", "17:00:01");
  for (const who of [dana, luis]) expect(() => accept(who, other, signed)).toThrow(expect.objectContaining({ status: 410 }));
  expect(statusNow(other)).toBe("expired");
});

test("it holds to the last second of its day on the days of 23 and 25 hours too", () => {
  for (const [day, next] of [["2026-03-08", "2026-03-09"], ["2026-11-01", "2026-11-02"]] as const) {
    at("2026-03-02");
    const id = request(maya, words({ expiresOn: day }));
    at(day, "23:59:59");
    expect(statusNow(id)).toBe("pending");
    at(next, "00:00:00");
    expect(statusNow(id)).toBe("expired");
  }
});

test("expired: one event, and one letter to each side, however often the clock looks", () => {
  const id = request(maya, words());
  const before = letters().length;
  at("2026-03-10");
  expect([note(system), note(system)]).toEqual([1, 0]);
  expect(trailOf({ id }).at(-1)).toMatch(/noted that the time to accept Online shop: scope of work has passed$/);
  const told = letters().slice(before).filter((letter) => letter.endsWith("acceptance.expired")).map((letter) => letter.split(":")[0]!);
  expect(new Set(told).size).toBe(told.length);
  expect(told).toEqual(expect.arrayContaining([dana.id, luis.id, maya.id]));
});

test("before it expires the agency is told, by day and once; more time begins anew, and who gave less than two days knows", () => {
  const id = request(maya, words({ expiresTime: "17:00" }));
  const toldOf = () => letters().filter((letter) => letter.endsWith("acceptance.ending")).map((letter) => letter.split(":")[0]!);
  // 48 hours before 5 pm on the ninth is 4 pm on the seventh: in the night between, the clock is put forward.
  for (const [day, time] of [["2026-03-07", "15:59:00"], ["2026-03-07", "19:00:00"], ["2026-03-08", "08:59:00"]] as const) {
    at(day, time);
    expect([day, time, noteEnding(system)]).toEqual([day, time, 0]);
  }
  at("2026-03-08", "09:00:00");
  expect([noteEnding(system), noteEnding(system)]).toEqual([1, 0]);
  expect(trailOf({ id }).at(-1)).toMatch(/noted that the time to accept Online shop: scope of work ends on .*5:00 pm$/);
  expect(toldOf().sort()).toEqual([maya.id, tom.id].sort());
  // It stands on their bell, and on nobody's of the client.
  expect([maya, tom, dana, luis].map((one) => noticesPage(one, new URL("http://portal.test/")).notices.filter(({ entry }) => entry.before.includes("noted that the time")).length)).toEqual([1, 1, 0, 0]);

  extend(maya, id, until("2026-03-20"));
  expect(noteEnding(system)).toBe(0);
  at("2026-03-19", "12:00:00");
  expect(noteEnding(system)).toBe(1);
  extend(maya, id, until("2026-03-20", "23:00"));
  expect(noteEnding(system)).toBe(0);
  accept(dana, id, signed);
  request(maya, words({ expiresOn: "2026-03-20" }));
  at("2026-03-20", "12:00:00");
  expect([noteEnding(system), toldOf().length]).toEqual([0, 4]);
});

test("what expired waits on the agency for two weeks, until it is asked anew or more time is asked for", () => {
  const id = request(maya, words());
  const onUs = (who = maya) => askedOfUs(who, 10).rows.filter(({ key }) => key === `lapsed-${id}`).map(({ about, next }) => `${about}: ${next.label}`);
  expect(onUs()).toEqual([]);
  at("2026-03-10");
  expect([onUs(), onUs(tom), onUs(ines)]).toEqual([["Not accepted in time by Harbor & Finch Coffee: Ask again"], ["Not accepted in time by Harbor & Finch Coffee: Ask again"], []]);
  at("2026-03-23");
  expect(onUs()).toHaveLength(1);
  at("2026-03-24");
  expect(onUs()).toEqual([]);
  at("2026-03-10");
  askForTime(dana, id, "");
  expect(askedOfUs(maya, 10).rows.map(({ next }) => next.label)).toEqual(["Give time"]);
  resend(maya, id, words({ expiresOn: "2026-03-30" }));
  expect(askedOfUs(maya, 10).total).toBe(0);
});

test("sent again: what was asked about time is answered, and the old one can no longer be asked for more", () => {
  const id = request(maya, words());
  at("2026-03-10");
  askForTime(dana, id, "Our lawyer is away.");
  expect(openTimeAsk({ id }, db)?.name).toBe("Dana Whitfield");
  const anew = resend(maya, id, words({ expiresOn: "2026-03-30" }));
  expect(openTimeAsk({ id }, db)).toBeUndefined();
  expect(() => askForTime(luis, id, "")).toThrow("We sent this again already");
  expect(acceptances(dana).page({ limit: 9, offset: 0 }, { replacing: id }).map(({ id }) => id)).toEqual([anew]);
});
