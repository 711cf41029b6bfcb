import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeItem, itemDetailsOf } from "../asking.server.ts";
import { ItemForm } from "../forms.server.ts";
import { itemPath, staffPath } from "../paths.ts";
import { itemTypes } from "../request.ts";
import { itemOf } from "../requests.server.ts";
import { barredFromReword, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";
import { ItemFields, type ItemInput } from "./item-fields.tsx";

export const loader = asMember(({ member, params }) => {
  const { request, item } = itemOf(member, params.id!, params.item!);
  const details = itemDetailsOf(item);
  return drawn(barredFromReword(member, request, item), {
    id: request.id,
    itemId: item.id,
    title: request.title,
    label: item.label,
    kind: request.sentAt ? itemTypes[item.type] : undefined,
    seen: stampOf(details),
    form: blank(ItemForm, member, `${itemPath(request.id, item.id)}/edit`, { ...details, options: item.options.join("\n"), required: item.required ? "on" : "", dueOn: item.dueOn ?? "" }),
  });
});

export const meta = titled<{ label: string }>(({ label }) => `Reword ${label}`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ItemForm, (tx, item) => {
    changeItem(tx, member, params.id!, params.item!, item);
    return done(`${staffPath(params.id!)}#item-${params.item!}`, "The item is saved.");
  }),
);

export default function EditItem() {
  const { barred, id, itemId, title, label, kind, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<ItemInput>(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Change the item" />;
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/requests", label: "Requests" },
          { to: staffPath(id), label: title },
        ]}
        here={label}
      />
      <PageTitle lead={kind ? "The client has this request and sees the new words at once." : undefined}>Change the item</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <ItemFields fields={fields} kind={kind} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save item</Button>
          <a className="btn" href={`${staffPath(id)}#item-${itemId}`}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
