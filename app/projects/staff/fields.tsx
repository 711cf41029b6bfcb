import type { useFormOf } from "#app/ui/form.tsx";
import { Select, TextArea, TextField } from "#app/ui/form.tsx";
import type { ProjectInput } from "../forms.server.ts";

type Fields = ReturnType<typeof useFormOf<ProjectInput>>[1];

/** What is said of a project, when it begins and later. */
export const ProjectFields = ({ fields }: { fields: Fields }) => (
  <>
    <TextField of={fields.name} label="Name" hint="The client reads this." />
    <TextArea of={fields.summary} label="Summary" hint="One or two sentences the client reads under the name." rows={2} optional />
    <TextField of={fields.stage} label="Stage" hint="Where it stands, in a few words: “In build”, “Proof 2 with you”. The client reads this." className="max-w-note" optional />
    <Select of={fields.team} label="Who works on it" hint="Whether the client sees names of the team and of who a task is assigned to." className="max-w-note" options={teamOptions} />
    <TextArea of={fields.internalNotes} label="Internal notes" hint="Clients never see this." rows={3} optional />
  </>
);

const teamOptions = [
  { value: "agency", label: "As set for the whole agency" },
  { value: "shown", label: "Show the team to the client" },
  { value: "hidden", label: "Hide the team from the client" },
];
