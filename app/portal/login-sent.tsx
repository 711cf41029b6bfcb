import { useLoaderData } from "@remix-run/react";
import { asStranger } from "#app/access/stranger.server.ts";
import { askedFrom } from "#app/lib/cookies.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { ClockTime } from "#app/ui/when.tsx";
import { OuterFrame } from "./frame.tsx";

export const meta = titled("Check your email");

export const loader = asStranger(({ request }) => ({ asked: askedFrom(request, "portal", "sign_in") ?? null }));

/** The same for every address, whoever has it. */
export default function LoginSent() {
  const { asked } = useLoaderData<typeof loader>();
  return (
    <OuterFrame>
      <div className="border-t border-line pt-6 md:mt-6 md:pt-8">
        <div className="max-w-letter">
          <h1>Check your email</h1>
          <p className="mt-3 text-lead">
            If <strong className="break-words">{asked?.email ?? "your address"}</strong> has access here, a sign-in link is on its way.
          </p>
          <p className="mt-3 text-ink-2">
            It works once, {asked ? <>until <ClockTime at={asked.until} /></> : "for 10 minutes"}. You can open it on this device or another.
          </p>
          <form className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3" method="post" action="/portal/login">
            {asked && <input type="hidden" name="email" value={asked.email} />}
            {asked?.to && <input type="hidden" name="to" value={asked.to} />}
            {asked && <button className="btn">Send the link again</button>}
            <a href="/portal/login">Use a different address</a>
          </form>
        </div>
      </div>
    </OuterFrame>
  );
}
