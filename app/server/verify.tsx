import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asStranger } from "#app/access/stranger.server.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { size } from "#app/lib/words.ts";
import { OuterFrame } from "#app/portal/frame.tsx";
import { currentKey, publicKeys } from "#app/receipts/keys.server.ts";
import { CheckAlone, CheckForm, VerdictOf } from "#app/receipts/verdict.tsx";
import { verifyUploaded } from "#app/receipts/verifying.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Notice } from "#app/ui/page.tsx";
import { Trouble } from "#app/ui/trouble.tsx";

export const meta = titled("Check a receipt");

export const loader = asStranger(() => ({ limit: size(uploadLimit()), keys: [...publicKeys().keys()].map((id) => ({ id, current: id === currentKey() })) }));

/** Answers a question and changes nothing: the page is the answer, and nothing of what was given is kept. */
export const action = asStranger(async ({ request, viewer }) => {
  try {
    const verdict = await verifyUploaded(request, viewer);
    return data({ verdict, refused: null }, verdict.isReceipt ? 200 : 422);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    const { retryAfter } = problem.options;
    return data({ verdict: null, refused: problem.message }, { status: problem.status, headers: retryAfter ? { "Retry-After": String(retryAfter) } : {} });
  }
});

export default function Verify() {
  const { limit, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OuterFrame>
      {answer?.refused && <Notice tone="stop">{answer.refused}</Notice>}
      {answer?.verdict && <VerdictOf verdict={answer.verdict} />}
      <div className="grid gap-x-16 gap-y-10 border-t border-line pt-6 md:pt-8 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <CheckForm limit={limit} again={Boolean(answer)} />
        <CheckAlone keys={keys} />
      </div>
    </OuterFrame>
  );
}

export const ErrorBoundary = () => (
  <OuterFrame>
    <Trouble home="/verify" />
  </OuterFrame>
);
