import { beforeEach, describe, expect, test } from "vitest";
import { happening, happenings, type Action } from "#app/events/all.ts";
import { audit } from "#app/events/audit.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { erase as eraseIn } from "#app/events/erase.server.ts";
import { EXPORT_LIFE, exportTrail as exportIn, exportedFile } from "#app/events/export.server.ts";
import { filterIn } from "#app/events/forms.server.ts";
import { kindOf, kinds } from "#app/events/kinds.ts";
import { record as recordIn } from "#app/events/record.server.ts";
import { HOUR, MINUTE, SECOND, pass, resume, standAt } from "#app/lib/clock.ts";
import { offsetIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { stranger, system } from "#app/people/viewer.ts";
import { projectSubject } from "#app/projects/projects.server.ts";
import { sqlite, transact } from "#db/client.server.ts";
import { booking, dana, freshStory, harbor, inTransaction, joan, luis, maya, meridian, packaging, personId, ruth, tom, trailOf } from "../support/story.ts";

const record = inTransaction(recordIn);
const exportTrail = inTransaction(exportIn);
const about = (client: { id: string }, title = "Something"): Subject => ({ kind: "client", id: client.id, clientId: client.id, title });
const listed = (filter: Parameters<ReturnType<typeof audit>["page"]>[0], who = ruth) => audit(who).page(filter, {}).lines.map(({ seq }) => seq);

beforeEach(() => {
  freshStory();
  standAt(new Date("2026-05-20T12:00:00Z"));
});

describe("kinds", () => {
  test("every happening of the catalogue is of one kind, and every kind has its own address", () => {
    expect(kinds.flatMap(({ actions }) => actions).sort()).toEqual((Object.keys(happenings) as Action[]).sort());
    expect(new Set(kinds.map(({ value }) => value)).size).toBe(kinds.length);
  });

  test("L3: sign-ins, refusals, downloads, permissions and exports are each a kind; a noun that says nothing is one by its name", () => {
    expect((["session.started", "session.refused", "document.downloaded", "contact.permissions_changed", "trail.exported", "comment.posted"] as const).map(kindOf)).toEqual(["Sign-ins", "Refused sign-ins", "Downloads", "Permissions", "Exports", "Comments"]);
    expect(kindOf("time_entry.logged" as Action)).toBe("Time entries");
    expect(happening("document.downloaded").kind).toBe("Downloads");
  });
});

describe("what is listed", () => {
  test("who of which company in which role did what to which, of whose, from where, under which number and hash", () => {
    record(dana, "project.started", projectSubject(packaging));
    expect(audit(ruth).page({}, {}).lines).toMatchObject([
      { seq: 1, actor: "Dana Whitfield", role: "Founder", company: "Harbor & Finch Coffee", before: "started ", subject: "Winter range packaging", to: "/staff/projects/packaging", client: "Harbor & Finch Coffee", project: "Winter range packaging", address: "203.0.113.7", hash: expect.stringMatching(/^[0-9a-f]{64}$/), erased: false },
    ]);
  });

  test("by client, by person, by kind, by project, and by all of them together", () => {
    record(dana, "project.started", projectSubject(packaging)); // 1
    record(joan, "project.started", projectSubject(booking)); // 2
    record(maya, "client.changed", about(harbor)); // 3
    record(system, "project.finished", projectSubject(packaging)); // 4
    record(stranger({ address: "", agent: "" }), "session.refused", { kind: "person", id: "x", clientId: null, title: "" }); // 5
    expect(listed({ client: harbor.id })).toEqual([4, 3, 1]);
    expect(listed({ person: maya.id })).toEqual([3]);
    expect(listed({ person: "contacts" })).toEqual([2, 1]);
    expect(listed({ person: "members" })).toEqual([3]);
    expect(listed({ person: "system" })).toEqual([4]);
    expect(listed({ person: "stranger" })).toEqual([5]);
    expect(listed({ kind: "projects" })).toEqual([4, 2, 1]);
    expect(listed({ project: packaging.id })).toEqual([4, 1]);
    expect(listed({ client: harbor.id, kind: "projects", person: dana.id })).toEqual([1]);
    expect(listed({ client: meridian.id, kind: "clients" })).toEqual([]);
  });

  test("Z5: a member reads of the projects they are on; of others neither event nor number", () => {
    record(joan, "project.started", projectSubject(booking));
    record(dana, "project.started", projectSubject(packaging));
    sqlite.exec(`DELETE FROM project_members WHERE member_id = '${tom.id}'; INSERT INTO project_members VALUES ('${packaging.id}', '${tom.id}', 0)`);
    expect(listed({}, tom)).toEqual([2]);
    expect(audit(tom).page({}, {})).toMatchObject({ total: 1, older: null, newer: null });
    expect(() => audit(tom).find(1)).toThrow(NotFound);
    expect(audit(tom).find(2)).toMatchObject({ older: null, newer: null });
    expect([...audit(tom).every({}, 9)].map(({ seq }) => seq)).toEqual([2]);
  });

  test("what was erased is said to be erased, and names nobody", () => {
    record(dana, "project.started", projectSubject(packaging));
    inTransaction(eraseIn)(ruth, personId.dana);
    const [line] = audit(ruth).page({ person: dana.id }, {}).lines;
    expect(line).toMatchObject({ erased: true, role: null, company: null, address: "", agent: "", to: null, particulars: null });
    expect(JSON.stringify(line)).not.toMatch(/Dana|Founder/);
    expect(audit(ruth).find(1)).toMatchObject({ fault: null });
  });

  test("one event says whether it stands, and which are beside it", () => {
    for (let times = 0; times < 3; times++) record(dana, "project.started", projectSubject(packaging));
    expect(audit(ruth).find(2)).toMatchObject({ fault: null, older: 1, newer: 3, line: { seq: 2 } });
    sqlite.exec("DROP TRIGGER particulars_are_never_changed; UPDATE event_particulars SET particulars = replace(particulars, 'Dana', 'Bea') WHERE seq = 2");
    expect(audit(ruth).find(2).fault).toBe("Its particulars are not what was recorded.");
    for (const seq of [0, 4, -1, 1.5, NaN]) expect(() => audit(ruth).find(seq)).toThrow(NotFound);
  });
});

describe("days", () => {
  const at = (instant: string) => (standAt(new Date(instant)), record(maya, "client.changed", about(harbor)).seq);

  test("are the agency’s own, the last one whole, also on days of 23 and of 25 hours", () => {
    const [before, first, last, after] = [at("2026-03-08T04:59:59.999Z"), at("2026-03-08T05:00:00Z"), at("2026-03-09T03:59:59.999Z"), at("2026-03-09T04:00:00Z")];
    expect(listed({ from: "2026-03-08", to: "2026-03-08" })).toEqual([last, first]);
    expect(listed({ from: "2026-03-09" })).toEqual([after]);
    expect(listed({ to: "2026-03-07" })).toEqual([before]);

    const [early, late, next] = [at("2026-11-01T04:00:00Z"), at("2026-11-02T04:59:59.999Z"), at("2026-11-02T05:00:00Z")];
    expect(listed({ from: "2026-11-01", to: "2026-11-01" })).toEqual([late, early]);
    expect(listed({ from: "2026-11-02", to: "2026-12-31" })).toEqual([next]);
  });

  test("hold where the machine’s clock was set back: events are found by their time, listed by their number", () => {
    const [first, second, third] = [at("2026-05-02T12:00:00Z"), at("2026-05-01T12:00:00Z"), at("2026-05-02T13:00:00Z")];
    expect(listed({ from: "2026-05-02", to: "2026-05-02" })).toEqual([third, first]);
    expect(listed({ from: "2026-05-01", to: "2026-05-01" })).toEqual([second]);
    expect(listed({ from: "2026-05-03" })).toEqual([]);
    expect(listed({ from: "2026-05-02", to: "2026-05-01" })).toEqual([]);
  });

  test("the hour that comes twice is told apart by how far the clock stands from UTC", () => {
    expect(["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"].map((instant) => offsetIn("America/New_York", new Date(instant)))).toEqual(["−04:00", "−05:00"]);
    expect([offsetIn("UTC", new Date(999)), offsetIn("Asia/Kathmandu", new Date(0)), offsetIn("Asia/Kathmandu", new Date(1e12))]).toEqual(["+00:00", "+05:30", "+05:45"]);
  });
});

describe("an address", () => {
  const filter = (query: string) => filterIn(new URL(`http://localhost/staff/audit?${query}`));
  test("narrows by what makes sense, and by nothing else", () => {
    expect(filter("client=harbor&person=&kind=sign-ins&from=2026-02-28&to=2026-02-30&page=9")).toEqual({ client: "harbor", kind: "sign-ins", from: "2026-02-28" });
    expect(filter(`kind=%27+OR+1%3D1&client=${"x".repeat(65)}&from=yesterday`)).toEqual({});
  });
});

describe("turning pages", () => {
  const happen = (times: number) => transact((tx) => void Array.from({ length: times }, () => recordIn(tx, maya, "client.changed", about(harbor))));

  test("each page is asked for by an event, and says where in the list it stands", () => {
    happen(120);
    const log = audit(ruth);
    const first = log.page({}, {});
    expect([first.lines[0]!.seq, first.lines.length, first.first, first.total, first.newer, first.older]).toEqual([120, 50, 1, 120, null, 71]);
    const second = log.page({}, { before: first.older! });
    expect([second.lines[0]!.seq, second.first, second.newer, second.older]).toEqual([70, 51, 70, 21]);
    const third = log.page({}, { before: second.older! });
    expect([third.lines.map(({ seq }) => seq).slice(-1), third.first, third.lines.length, third.older]).toEqual([[1], 101, 20, null]);
    expect(log.page({}, { after: third.newer! }).lines.map(({ seq }) => seq)).toEqual(second.lines.map(({ seq }) => seq));
    expect(log.page({}, { before: 1 }).lines).toEqual([]);
  });

  test("what happens meanwhile moves no line to another page", () => {
    happen(60);
    const { older } = audit(ruth).page({}, {});
    happen(7);
    expect(audit(ruth).page({}, { before: older! }).lines.map(({ seq }) => seq)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });
});

describe("X4, L3: the export", () => {
  const textOf = async (file: Response | null) => (await file!.text()).replace(/^\ufeff/, "");
  const rowsOf = async (seq: number, who = ruth) => (await textOf(exportedFile(who, seq))).trimEnd().split("\r\n");

  test("is on record with what it was narrowed by, and holds all that matches up to that moment, not itself", async () => {
    transactMany(1100);
    record(joan, "project.started", projectSubject(booking));
    const seq = exportTrail(ruth, { client: harbor.id });
    record(maya, "client.changed", about(harbor));

    expect(trailOf({ id: "agency" })).toEqual(["Ruth Halloran exported 1,100 events of the audit log"]);
    expect(audit(ruth).find(seq).line.particulars).toMatchObject({ client: harbor.id, title: "the audit log" });
    const rows = await rowsOf(seq);
    expect([rows.length, rows[0]!.slice(0, 30), rows[1]!.split(",")[0], rows.at(-1)!.split(",")[0]]).toEqual([1101, "Number,When (America/New_York)", "1100", "1"]);
    expect(rows[1]).toContain('"20 May 2026, 08:00:00 −04:00",2026-05-20T12:00:00.000Z,Maya Lindqvist,member,Project manager');
  });

  test("formulas in names, titles and browsers are defused", async () => {
    record({ ...dana, name: "=HYPERLINK(1)", agent: "@evil", address: "+1" }, "project.started", { ...projectSubject(packaging), title: "-2+3" });
    const [, row] = await rowsOf(exportTrail(ruth, {}));
    for (const cell of ["'=HYPERLINK(1)", "'@evil", "'+1", "'-2+3"]) expect(row).toContain(cell);
    expect(row).not.toMatch(/(^|,)"?[=+@]/);
  });

  test("says of what was erased that it was", async () => {
    record(dana, "project.started", projectSubject(packaging));
    inTransaction(eraseIn)(ruth, personId.dana);
    const rows = await rowsOf(exportTrail(ruth, {}));
    expect(rows.at(-1)).toMatch(/^1,.*erased,contact,,,Projects,started something whose name was erased,erased,/);
    expect(rows.join()).not.toContain("Dana");
  });

  test("Z5: a member’s holds what they may read, even where they may not read of the export itself", async () => {
    record(joan, "project.started", projectSubject(booking));
    record(luis, "project.started", projectSubject(packaging));
    sqlite.exec(`DELETE FROM project_members WHERE member_id = '${tom.id}'; INSERT INTO project_members VALUES ('${packaging.id}', '${tom.id}', 0)`);
    const rows = await rowsOf(exportTrail(tom, {}), tom);
    expect(rows.map((row) => row.split(",")[0])).toEqual(["Number", "2"]);
  });

  test("is for who asked for it, for ten minutes", () => {
    record(dana, "project.started", projectSubject(packaging));
    const seq = exportTrail(maya, {});
    expect(() => exportedFile(ruth, seq)).toThrow(NotFound);
    for (const other of [1, 99, NaN]) expect(() => exportedFile(maya, other)).toThrow(NotFound);
    pass(EXPORT_LIFE - SECOND);
    expect(exportedFile(maya, seq)?.status).toBe(200);
    pass(SECOND);
    expect(exportedFile(maya, seq)).toBeNull();
    expect([EXPORT_LIFE < HOUR, EXPORT_LIFE > MINUTE]).toEqual([true, true]);
    resume();
  });

  const transactMany = (times: number) => transact((tx) => void Array.from({ length: times }, () => recordIn(tx, maya, "client.changed", about(harbor))));
});
