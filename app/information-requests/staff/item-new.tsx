import { useActionData, useLoaderData } from "@remix-run/react";
import { willSee } from "#app/clients/audience.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { addItem } from "../asking.server.ts";
import { audienceOfRequest } from "../audience.server.ts";
import { ItemForm } from "../forms.server.ts";
import { staffPath } from "../paths.ts";
import { requests } from "../requests.server.ts";
import { barredFromChange, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";
import { ItemFields, type ItemInput } from "./item-fields.tsx";

export const loader = asMember(({ member, params }) => {
  const request = requests(member).find(params.id!);
  return drawn(barredFromChange(member, request, request.sentAt ? "add_item" : "change"), {
    id: request.id,
    title: request.title,
    items: request.items.length,
    audience: request.sentAt ? audienceOfRequest(member, request.id) : null,
    form: blank(ItemForm, member, `${staffPath(request.id)}/items/new`, { type: "text", required: "on" }),
  });
});

export const meta = titled<{ title: string }>(({ title }) => `Add an item to ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ItemForm, (tx, { another, ...item }) => {
    addItem(tx, member, params.id!, item);
    return done(another ? `${staffPath(params.id!)}/items/new` : staffPath(params.id!), `“${item.label}” is added.`);
  }),
);

export default function NewItem() {
  const { barred, id, title, items, audience, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<ItemInput>(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Add an item" />;
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/requests", label: "Requests" },
          { to: staffPath(id), label: title },
        ]}
        here="Add an item"
      />
      <PageTitle lead={audience ? `The client has this request. ${willSee(audience, "at once, and they get a letter")}` : undefined}>Item {items + 1}</PageTitle>
      <Form of={form}>
        <ItemFields fields={fields} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Add item</Button>
          <Button name="another" value="yes">
            Add and write another
          </Button>
          <a className="btn" href={staffPath(id)}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
