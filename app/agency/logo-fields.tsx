import { size } from "#app/lib/words.ts";
import { Button, FileField, Form, useFormOf } from "#app/ui/form.tsx";
import { LOGO_LIMIT, type Mark, type Paper } from "./agency.ts";
import type { SettingsGiven } from "./parts.tsx";

interface LogoGiven extends SettingsGiven {
  paper: Paper;
  name: string;
  mark: Mark | null;
  /** What stands there where there is no logo of its own. */
  instead: Mark | null;
}

/** One logo: how it stands now, and a form for another. */
export function LogoFields({ given, answer }: { given: LogoGiven; answer?: unknown }) {
  const [form, fields] = useFormOf<{ seen: string; files: string }>(given.form, answer);
  const { paper, mark } = given;
  const optional = paper === "dark" && <span className="font-normal text-ink-3"> (optional)</span>;
  return (
    <Form of={form} limit={LOGO_LIMIT} className="grid min-w-0 content-start gap-3">
      <input type="hidden" name="seen" value={given.seen} />
      <FileField of={fields.files} label={<>On {paper} paper{optional}</>} hint={paper === "dark" ? "Without one, the first sits on a white plate." : `SVG or PNG, at least 440 pixels wide, up to ${size(LOGO_LIMIT)}.`}>
        <Shown {...given} />
      </FileField>
      <div className="flex flex-wrap items-center gap-3">
        <Button small>
          {mark ? "Replace logo" : "Upload logo"}
          <span className="sr-only"> for {paper} paper</span>
        </Button>
        {mark && (
          <a className="btn btn-small btn-stop" href={`/staff/settings/logos/${paper}/removal`}>
            Remove logo…<span className="sr-only"> For {paper} paper</span>
          </a>
        )}
      </div>
    </Form>
  );
}

const Shown = ({ paper, name, mark, instead }: LogoGiven) => {
  const shown = mark ?? instead;
  return (
    <div className={`flex h-20 w-full items-center border border-rule px-5 sheet-${paper}`}>
      {shown ? (
        <img src={shown.src} width={shown.width} height={shown.height} alt={mark ? `Logo on ${paper} paper` : "The logo for light paper, on a white plate"} className={`logo h-7 w-auto${mark ? "" : " on-plate"}`} />
      ) : (
        <span className="text-h3 font-semibold wrap-anywhere">{name}</span>
      )}
    </div>
  );
};
