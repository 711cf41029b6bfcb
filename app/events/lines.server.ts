import { and, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { clients, contacts, documents, eventParticulars, events, members, projects } from "#db/schema/index.ts";
import { deviceIn } from "#app/people/device.ts";
import { happening } from "./all.ts";
import type { Subject } from "./catalogue.ts";
import { kindOf } from "./kinds.ts";
import { placeOf } from "./places.ts";
import { sentenceOf } from "./sentence.ts";

export type Line = ReturnType<typeof linesOf>[number];

/** These events as the audit log shows them, newest first: who, of which company, in which role; what, of whose; from where. */
export const linesOf = (tx: Db, seqs: number[]) =>
  tx
    .select({ event: events, particulars: eventParticulars.particulars, project: projects.name, client: clients.name, role: contacts.role, contactOf: contacts.clientId, title: members.title, gone: documents.removedAt })
    .from(events)
    .leftJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
    .leftJoin(projects, eq(projects.id, events.projectId))
    .leftJoin(clients, eq(clients.id, events.clientId))
    .leftJoin(contacts, eq(contacts.id, events.actorId))
    .leftJoin(members, eq(members.id, events.actorId))
    .leftJoin(documents, and(eq(events.subjectKind, "document"), eq(documents.id, events.subjectId)))
    .where(inArray(events.seq, seqs))
    .orderBy(desc(events.seq))
    .all()
    .map(({ event, particulars, project, client, role, contactOf, title, gone }) => {
      // A newer version may have written of what this one does not know.
      const { actor, before, subject, after } = sentenceOf(happening(event.action) ?? { says: event.action, tells: "no one" }, particulars, { project, client });
      const agent = String(particulars?.agent ?? "");
      return {
        ...event,
        kind: kindOf(event.action),
        actor,
        company: particulars && contactOf && contactOf === event.clientId ? client : null,
        role: (particulars && (role ?? title)) || null,
        before,
        subject,
        after,
        to: particulars && subject && !gone ? placeOf("staff", { ...event, kind: event.subjectKind as Subject["kind"], id: event.subjectId }) : null,
        client,
        project,
        address: String(particulars?.address ?? ""),
        agent,
        device: agent && deviceIn(agent),
        particulars,
        erased: particulars === null,
      };
    });
