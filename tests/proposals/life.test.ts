import { beforeEach, describe, expect, test } from "vitest";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { life } from "#app/proposals/proposal.ts";
import { dana, freshStory, maya, trailOf } from "../support/story.ts";
import { accept, askAbout, askForTime, decline, discard, extend, recordOutside, rowOf, sendNow, sent, statusNow, withdraw, written, yes } from "./stage.ts";

const at = (day: string, time = "10:00:00") => standAt(instantIn("America/New_York", day, time));
beforeEach(() => {
  freshStory();
  at("2026-03-02");
});

const after = (change: (id: string) => void) => {
  const id = sent();
  change(id);
  return id;
};
/** How a proposal comes to stand in each status. */
const standing = {
  draft: () => written(),
  sent: () => sent(),
  expired: () => after(() => at("2026-04-01")),
  accepted: () => after((id) => accept(dana, id, yes)),
  declined: () => after((id) => decline(dana, id, { version: 1, reason: "" })),
  withdrawn: () => after((id) => withdraw(maya, id, "")),
} satisfies Record<keyof typeof life.table, () => string>;

/** How each move is made. To write is to write the draft of what is next; to send it is to send, or to revise. */
const moves = {
  discard: (id: string) => discard(maya, id),
  send: (id: string) => sendNow(id, { expiresOn: "2026-04-30" }),
  revise: (id: string) => sendNow(id, { expiresOn: "2026-04-30" }),
  accept: (id: string) => accept(dana, id, yes),
  decline: (id: string) => decline(dana, id, { version: 1, reason: "" }),
  extend: (id: string) => extend(maya, id, "2026-04-30"),
  record_acceptance: (id: string) => recordOutside(maya, id, { answer: "accepted", note: "By telephone" }),
  record_decline: (id: string) => recordOutside(maya, id, { answer: "declined", note: "By telephone" }),
  withdraw: (id: string) => withdraw(maya, id, ""),
  ask: (id: string) => askAbout(dana, id, { body: "Is the permit part of it?" }),
  ask_for_time: (id: string) => askForTime(dana, id, ""),
};

describe.each(Object.entries(standing))("R4: a proposal that is %s", (status, make) => {
  for (const [move, doIt] of Object.entries(moves)) {
    // The same press sends a first version and the next.
    const name = move === "revise" && status === "draft" ? "send" : move === "send" && status !== "draft" ? "revise" : move;
    const listed = (life.table as Record<string, Record<string, string>>)[status]![name];
    if (listed === undefined)
      test(`does not ${name.replaceAll("_", " ")}: refused, and nothing is on record`, () => {
        const id = make();
        const before = trailOf({ id });
        expect(() => doIt(id)).toThrow();
        expect([statusNow(id), trailOf({ id })]).toEqual([status, before]);
      });
    else
      test(`can ${name.replaceAll("_", " ")}, and is ${listed} then`, () => {
        const id = make();
        doIt(id);
        if (move === "discard") return expect(rowOf(id)).toBeUndefined();
        expect(statusNow(id)).toBe(listed);
      });
  }
});

test("R4: of a draft a contact is told what of nothing: it is not found", () => {
  const id = written();
  for (const doIt of [moves.accept, moves.decline, moves.ask, moves.ask_for_time]) expect(() => doIt(id)).toThrow(NotFound);
});

test("R1: it holds to the last second of its last day, on the days of 23 and 25 hours too", () => {
  for (const [day, next] of [["2026-03-08", "2026-03-09"], ["2026-11-01", "2026-11-02"]] as const) {
    at("2026-03-02");
    const id = sent();
    extend(maya, id, day);
    at(day, "23:59:59");
    expect(statusNow(id)).toBe("sent");
    at(next, "00:00:00");
    expect(statusNow(id)).toBe("expired");
  }
});
