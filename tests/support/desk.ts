import type { FormOnPage, Page, Visitor } from "./visitor.ts";

type Fields = Record<string, string | string[]>;

/** A form with some fields filled in; of several values each, as boxes that share a name. */
export const filled = (form: FormOnPage, fields: Fields): FormOnPage => ({
  ...form,
  fields: [...form.fields.filter(([name]) => !(name in fields)), ...Object.entries(fields).flatMap(([name, value]): [string, string][] => [value].flat().map((one) => [name, one]))],
});

/** Sends the page's form with these fields by one of its buttons, named by its words, as a browser without script does. */
export function press(visitor: Visitor, page: Page, button: string | RegExp, fields: Fields = {}): Promise<Page> {
  const found = page.root.querySelectorAll("main button").find(({ text }) => (typeof button === "string" ? text.replace(/\s+/g, " ").trim() === button : button.test(text)));
  if (!found) throw new Error(`No button “${button}” on ${page.url}; there are: ${page.root.querySelectorAll("main button").map(({ text }) => text).join(", ")}`);
  const form = found.closest("form")!;
  const action = (found.getAttribute("formaction") ?? form.getAttribute("action") ?? page.url).replace(/#.*$/, "");
  const name = found.getAttribute("name");
  const given = filled({ ...page.form((form.getAttribute("action") ?? page.url).replace(/[?#].*$/, "")), action }, fields);
  return visitor.post(given.action, [...given.fields, ...(name ? [[name, found.getAttribute("value") ?? ""] as [string, string]] : [])]);
}

export interface Written {
  title: string;
  sections: readonly { heading: string; body: string }[];
  lines: readonly { description: string; quantity: string; unit: string; price: string; optional?: boolean }[];
  terms: string;
  fee: Fields;
  milestones?: readonly { name: string; amount: string; dueOn: string }[];
  expiresOn?: string;
  recipients?: string[];
}

/** Writes a proposal over pages alone: every section, line and milestone added by its button. Gives its id, and the page of the saved draft. */
export async function writeProposal(member: Visitor, clientId: string, { title, sections, lines, terms, fee, milestones = [], expiresOn = "2099-06-30", recipients = [] }: Written): Promise<{ id: string; page: Page }> {
  const start = `/staff/clients/${clientId}/proposals/new`;
  let page = await member.submit((await member.get(start)).form(start), { title, clientId });
  const id = /\/staff\/proposals\/([\w-]+)\/edit/.exec(page.url)![1]!;
  for (const [index, { heading, body }] of sections.entries()) {
    if (index > 0) page = await press(member, page, "Add a section");
    page = await press(member, page, "Update totals", { [`sections[${index}].heading`]: heading, [`sections[${index}].body`]: body });
  }
  for (const [index, { optional, ...line }] of lines.entries()) {
    page = await press(member, page, index ? "Add another line" : "Add a line");
    page = await press(member, page, "Update totals", { ...Object.fromEntries(Object.entries(line).map(([name, value]) => [`lines[${index}].${name}`, value])), ...(optional ? { [`lines[${index}].optional`]: "on" } : {}) });
  }
  page = await press(member, page, "Update totals", { ...fee, terms, expiresOn, ...(recipients.length ? { recipients } : {}) });
  for (const [index, milestone] of milestones.entries()) {
    page = await press(member, page, index ? "Add another milestone" : "Add a milestone");
    page = await press(member, page, "Update totals", Object.fromEntries(Object.entries(milestone).map(([name, value]) => [`milestones[${index}].${name}`, value])));
  }
  return { id, page: await press(member, page, "Save draft") };
}

/** Sends what the check page shows. Gives the page it leads to. */
export async function sendChecked(member: Visitor, id: string): Promise<Page> {
  return member.submit((await member.get(`/staff/proposals/${id}/check`)).form(`/staff/proposals/${id}/check`));
}
