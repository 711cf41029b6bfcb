import { members } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { visibleTo } from "./members.server.ts";

export const searchables = [{ kind: "member", label: "Team", one: "Team", table: members, visibleTo, place: { staff: ({ id }) => `/staff/team/${id}` } }] satisfies Searchable[];
