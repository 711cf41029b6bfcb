import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { transact } from "#db/client.server.ts";
import { unsubscribe, unsubscribing } from "#app/events/unsubscribe.server.ts";
import { answerFor } from "#app/lib/answer.server.ts";
import { Mailed } from "#app/portal/mailed.tsx";
import { OuterFrame } from "#app/portal/frame.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Trouble } from "#app/ui/trouble.tsx";

export const meta = titled("Letters");

/** What the token is for; a GET changes nothing, whoever fetches it. */
export const loader = ({ params }: LoaderFunctionArgs) => {
  try {
    const { label, face } = unsubscribing(params.token!);
    return { label, choices: `/${face}/profile/letters` };
  } catch (problem) {
    throw answerFor(problem);
  }
};

/** The button here, or a mail program's one press: from anywhere, by the token alone (the one exception to the origin check). */
export const action = ({ params }: ActionFunctionArgs) => {
  try {
    transact((tx) => unsubscribe(tx, params.token!));
    return { done: true };
  } catch (problem) {
    throw answerFor(problem);
  }
};

export default function Unsubscribe() {
  const { label, choices } = useLoaderData<typeof loader>();
  const isDone = useActionData<typeof action>()?.done === true;
  return (
    <Mailed title={isDone ? "These letters have ended" : "End these letters?"}>
      <p className="mt-3 text-lead">
        {label}
        {isDone ? ": no more letters. Receipts, and word of changes to your account, still come." : ". Receipts, and word of changes to your account, still come."}
      </p>
      <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
        {!isDone && (
          <form method="post">
            <button className="btn btn-brand">End these letters</button>
          </form>
        )}
        <a href={choices}>Choose which letters you get</a>
      </div>
    </Mailed>
  );
}

export const ErrorBoundary = () => (
  <OuterFrame>
    <Trouble home="/" />
  </OuterFrame>
);
