import { blank } from "#app/lib/form.server.ts";
import type { Member } from "#app/people/viewer.ts";
import type { Paper } from "./agency.ts";
import { agencyFace } from "./agency.server.ts";
import { colourFrom } from "./colour.ts";
import { AgencyForm, BackupsForm, ColourForm, LettersForm, LogoForm, PortalForm, RegionForm, StaffForm, SupportForm } from "./forms.server.ts";
import { logoStamp } from "./logos.server.ts";
import { settings } from "./settings.server.ts";
import type { Part } from "./settings.ts";

const forms = { agency: AgencyForm, colour: ColourForm, region: RegionForm, portal: PortalForm, staff: StaffForm, letters: LettersForm, support: SupportForm, backups: BackupsForm };

/** One part's form with what stands in it, and its mark. Throws NotFound for who is not an owner. */
function givenFor(member: Member, part: Part) {
  const { values, seen } = settings(member, part);
  return { form: blank(forms[part], member, `/staff/settings/${part}`, { ...values }), seen };
}

export const agencyGiven = (member: Member) => givenFor(member, "agency");
export const regionGiven = (member: Member) => givenFor(member, "region");
export const portalGiven = (member: Member) => givenFor(member, "portal");
export const staffGiven = (member: Member) => givenFor(member, "staff");
export const supportGiven = (member: Member) => givenFor(member, "support");
export const backupsGiven = (member: Member) => givenFor(member, "backups");
export const lettersGiven = (member: Member) => givenFor(member, "letters");

/** The colour's form; `typed` is what somebody asks to see before it is saved. */
export function colourGiven(member: Member, typed?: string | null) {
  const saved = settings(member, "colour").values.brandColour;
  const colour = typed ? colourFrom(typed) : saved;
  return { ...givenFor(member, "colour"), shown: { saved, colour: colour ?? saved, ...(colour ? {} : { typed: typed! }) } };
}

export function logoGiven(member: Member, paper: Paper) {
  const { name, logo, logoDark } = agencyFace();
  const path = `/staff/settings/logos/${paper}`;
  return { form: blank(LogoForm, member, path), seen: logoStamp(paper), paper, name, mark: paper === "light" ? logo : logoDark, instead: paper === "light" ? null : logo };
}
