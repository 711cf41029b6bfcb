import type { z } from "zod";
import { type Audience, willSee } from "#app/clients/audience.ts";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Choice, FileField, TextArea, TextField } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { UploadForm } from "./forms.server.ts";
import { limitsInWords } from "./parts.tsx";

const panel = "grid gap-3 bg-desk p-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end sm:[&>.errors]:col-span-2";

/** Adds files to a project. The choice stands before the files, and so arrives before them. */
export function UploadTo({ given, answer, limit, audience, labels }: { given: FormGiven; answer?: unknown; limit: number; audience: Audience; labels: string[] }) {
  const [form, fields] = usePlainFormOf<z.input<typeof UploadForm> & { files: string }>(given, answer);
  return (
    <Form of={form} limit={limit} className={`mb-5 ${panel}`}>
      <div className="sm:col-span-2">
        <Choice of={fields.share} label={`Share with ${audience.clientName} now`} hint={`${willSee(audience)}${audience.names.length ? " They get a letter." : ""} Without the tick, only staff see the files.`} />
      </div>
      <div className="sm:col-span-2">
        <TextField of={fields.label} label="Label" hint={`A word or two for all of them, such as “Contracts”. ${audience.clientName} sees it too.`} suggestions={labels} className="max-w-note" optional />
      </div>
      <FileField of={fields.files} label="Add files" hint={limitsInWords(limit, true)} several />
      <div>
        <Button>Upload files</Button>
      </div>
    </Form>
  );
}

/** Puts a new version in a document's place. `version` is the one the page shows. */
export function UploadVersion({ given, answer, limit, version, shared, audience }: { given: FormGiven; answer?: unknown; limit: number; version: number; shared: boolean; audience: Audience }) {
  const [form, fields] = usePlainFormOf<{ version: string; note: string; files: string }>(given, answer);
  return (
    <Form of={form} limit={limit} className={panel}>
      <input type="hidden" name={fields.version.name} value={version} />
      <div className="sm:col-span-2">
        <TextArea of={fields.note} label="What changed" hint={shared ? "Up to 500 characters. The client’s contacts read it beside the file." : "Up to 500 characters. The client’s contacts read it once the document is shared."} rows={2} optional />
      </div>
      <FileField of={fields.files} label={`Version ${version + 1}`} hint={`${limitsInWords(limit, false)} ${shared ? `${willSee(audience, "at once")} They get a letter.` : "Only staff see it."}`} />
      <div>
        <Button>Upload version</Button>
      </div>
    </Form>
  );
}
