import { redirect } from "@remix-run/node";
import { foundAgency } from "#app/agency/agency.server.ts";

export const loader = () => redirect(foundAgency() ? "/portal/home" : "/staff/first-run", 303);
