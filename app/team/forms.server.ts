import { z } from "zod";
import { line } from "#app/lib/text.ts";
import { email } from "#app/people/forms.server.ts";

export const MemberForm = z.object({
  name: line("Enter a name").min(1, "Enter a name").max(120, "A name has at most 120 characters"),
  email,
  title: line().max(80, "A title has at most 80 characters").default(""),
  phone: line().max(40, "A phone number has at most 40 characters").default(""),
  role: z.enum(["owner", "manager", "member"], { error: "Choose a role" }),
});
