import { daysAfter, isDay } from "#app/lib/dates.ts";

/** The Monday of the week a day lies in. */
export const mondayOf = (day: string) => daysAfter(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));

/** The Monday a URL asks for: of any day it names; nonsense is this week. */
export const weekFrom = (asked: string | null, today: string) => mondayOf(asked && isDay(asked) ? asked : today);

/** The seven days from a Monday. */
export const daysOf = (monday: string) => Array.from({ length: 7 }, (_, index) => daysAfter(monday, index));

interface Worked {
  workedOn: string;
  minutes: number;
  projectId: string;
  project: string;
}

/** Entries of a week as days × projects, projects by name, in minutes, with what each row, each day and the week come to. */
export function gridOf(entries: Worked[], monday: string) {
  const days = daysOf(monday);
  const rows = new Map<string, { id: string; name: string; minutes: number[]; total: number }>();
  for (const { workedOn, minutes, projectId, project } of entries) {
    const row = rows.get(projectId) ?? { id: projectId, name: project, minutes: days.map(() => 0), total: 0 };
    row.minutes[days.indexOf(workedOn)]! += minutes;
    row.total += minutes;
    rows.set(projectId, row);
  }
  const all = [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { days, rows: all, byDay: days.map((_, index) => all.reduce((sum, { minutes }) => sum + minutes[index]!, 0)), total: all.reduce((sum, { total }) => sum + total, 0) };
}

interface Counted {
  month: string;
  memberId: string;
  name: string;
  total: number;
  billable: number;
}

/** Sums as months × members: who is in it by name, each month's row, and what each member and the whole come to. */
export function monthsOf(counted: Counted[]) {
  const people = [...new Map(counted.map(({ memberId, name }) => [memberId, name]))].map(([id, name]) => ({ id, name })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const sum = (some: Counted[]) => some.reduce((all, { total, billable }) => ({ total: all.total + total, billable: all.billable + billable }), { total: 0, billable: 0 });
  const row = (some: Counted[]) => ({ each: people.map(({ id }) => sum(some.filter(({ memberId }) => memberId === id))), all: sum(some) });
  const months = [...new Set(counted.map(({ month }) => month))].map((month) => ({ month, ...row(counted.filter((one) => one.month === month)) }));
  return { people, months, whole: row(counted) };
}
