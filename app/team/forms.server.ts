import { z } from "zod";
import { line } from "#app/lib/text.ts";
import { email } from "#app/people/forms.server.ts";

const name = line("Enter a name").min(1, "Enter a name").max(120, "A name has at most 120 characters");
const title = line().max(80, "A title has at most 80 characters").default("");
const phone = line().max(40, "A phone number has at most 40 characters").default("");

/** What a member says of themselves; `seen` is what the form showed when it was drawn. */
export const ProfileForm = z.object({ name, title, phone, seen: z.string().max(100).optional() });

export const RequirementForm = z.object({ required: z.enum(["yes", "no"], { error: "Choose one of the two" }) });

const role = z.enum(["owner", "manager", "member"], { error: "Choose a role" });
export const MemberForm = z.object({ name, email, title, phone, role });
/** What an owner changes of a member; `seen` as in ProfileForm. */
export const MemberChangeForm = ProfileForm.extend({ role });
