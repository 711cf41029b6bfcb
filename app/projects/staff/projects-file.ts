import { dayHere } from "#app/agency/agency.server.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { projectsAsked } from "../asked.ts";
import { managersOf } from "../people.server.ts";
import { type Project, projects } from "../projects.server.ts";
import { tasks } from "../tasks.server.ts";

export const loader = asMember(({ member, request }) => {
  const { filter, order } = projectsAsked(new URL(request.url));
  const rows = allOf((slice) => {
    const found = projects(member).page(slice, filter, order);
    const ids = found.map(({ id }) => id);
    const [managers, progress] = [managersOf(member, ids), tasks(member).progress(ids)];
    return found.map((project) => ({ ...project, managers: list(managers[project.id] ?? []), ...(progress[project.id] ?? { done: 0, all: 0 }) }));
  });
  return csvAnswer("Projects", columns, rows);
});

type Row = Project & { clientName: string; managers: string; done: number; all: number };

const columns = [
  { head: "Project", cell: ({ name }: Row) => name },
  { head: "Client", cell: ({ clientName }: Row) => clientName },
  { head: "Stage", cell: ({ stage, finishedAt }: Row) => (finishedAt ? "Finished" : stage) },
  { head: "Managed by", cell: ({ managers }: Row) => managers },
  { head: "Tasks done", cell: ({ done }: Row) => done },
  { head: "Tasks", cell: ({ all }: Row) => all },
  { head: "Started", cell: ({ createdAt }: Row) => dayHere(createdAt) },
  { head: "Last activity", cell: ({ lastActivityAt }: Row) => dayHere(lastActivityAt) },
  { head: "Finished", cell: ({ finishedAt }: Row) => dayHere(finishedAt) },
];
