import { redirect } from "@remix-run/node";
import { done } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { exportedFile } from "../export.server.ts";

// The button on the audit log puts the export on record, and leads here.
export const loader = asMember(({ member, request }) => {
  const asked = new URL(request.url).searchParams.get("export");
  if (asked === null) return redirect("/staff/audit", 303);
  return exportedFile(member, Number(asked)) ?? done("/staff/audit", "The file of that export could be fetched for ten minutes. Download it again.");
});
