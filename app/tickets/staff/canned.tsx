import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Empty, Folio, PageTitle } from "#app/ui/page.tsx";
import { cannedReplies, keepReply, keeps } from "../canned.server.ts";
import { CannedForm } from "../forms.server.ts";
import { STAFF_LIST } from "../paths.ts";
import { CannedFields } from "./canned-fields.tsx";

const HERE = `${STAFF_LIST}/replies`;

export const meta = titled("Kept replies");

export const loader = asMember(({ member }) => ({
  replies: cannedReplies(member).all().map((canned) => ({ id: canned.id, name: canned.name, body: canned.body, authorName: canned.authorName, keeps: keeps(member, canned) })),
  form: blank(CannedForm, member, HERE),
}));

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, CannedForm, (tx, words) => {
    keepReply(tx, member, words);
    return done(HERE, `“${words.name}” is kept. Everybody on the team can use it.`);
  }),
);

export default function Canned() {
  const { replies, form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: STAFF_LIST, label: "Jobs & support" }]} here="Kept replies" />
      <PageTitle lead="Words you send again and again. Beside every reply they can be put in, and changed before it is sent.">Kept replies</PageTitle>
      <Folio title="Replies">
        {replies.length > 0 ? (
          <ul className="rows">
            {replies.map(({ id, name, body, authorName, keeps }) => (
              <li key={id}>
                <h3 className="font-semibold wrap-anywhere">{name}</h3>
                <p className="mt-1 max-w-letter whitespace-pre-line wrap-anywhere">{body}</p>
                <p className="mt-1 text-fine text-ink-3">
                  {authorName}
                  {keeps && (
                    <>
                      {" · "}
                      <Link className="inline-flex min-h-6 items-center" to={`${HERE}/${id}`}>
                        Change<span className="sr-only"> {name}</span>
                      </Link>
                      {" · "}
                      <Link className="inline-flex min-h-6 items-center" to={`${HERE}/${id}/removal`}>
                        Remove…<span className="sr-only"> {name}</span>
                      </Link>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <Empty title="No reply is kept yet">Write the first one below.</Empty>
        )}
      </Folio>
      <Folio title="Keep another">
        <CannedFields given={form} answer={useActionData<typeof action>()} verb="Keep reply" />
      </Folio>
    </>
  );
}
