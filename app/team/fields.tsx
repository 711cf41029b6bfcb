import type { ReactNode } from "react";
import type { FieldOf } from "#app/ui/form.tsx";
import { Choices, TextField } from "#app/ui/form.tsx";
import { roleHints, roleWords, roles } from "./member.ts";

/** What a member says of themselves. */
export const DetailFields = ({ fields, children }: { fields: { name: FieldOf; title: FieldOf; phone: FieldOf }; children?: ReactNode }) => (
  <>
    <TextField of={fields.name} label="Name" autoComplete="off" />
    {children}
    <TextField of={fields.title} label="Title" hint="What they are called, for example “Design director”. Clients read it where the team is shown." autoComplete="off" className="max-w-note" optional />
    <TextField of={fields.phone} label="Phone" hint="Clients whose project they manage can call it, where the team is shown." type="tel" autoComplete="off" className="max-w-note" optional />
  </>
);

export const RoleField = ({ of }: { of: FieldOf }) => <Choices of={of} label="Role" options={roles.map((role) => ({ value: role, label: roleWords[role], hint: roleHints[role] }))} />;
