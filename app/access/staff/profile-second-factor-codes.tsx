import { data } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { noCodesCookie } from "#app/lib/cookies.server.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled, useAgency } from "#app/ui/agency.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { handedCodes } from "../handed-codes.server.ts";
import { RecoveryCodes } from "../second-factor-parts.tsx";

export const meta = titled("Recovery codes");

// Shown once: the cookie they came in is taken away with the page. A look ahead (HEAD) takes nothing.
export const loader = asMember(({ member, request }) => {
  const codes = handedCodes(request, member);
  return data({ codes, email: member.email, to: ownPath(new URL(request.url).searchParams.get("to"), "staff", "/staff/profile") }, { headers: codes && request.method === "GET" ? { "Set-Cookie": noCodesCookie() } : {} });
});

// What is shown once would be gone at the next turn.
export const shouldRevalidate = () => false;

export default function Codes() {
  const { codes, email, to } = useLoaderData<typeof loader>();
  const { name } = useAgency();
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/profile", label: "Profile" }]} here="Recovery codes" />
      {codes ? (
        <>
          <PageTitle lead="For when your phone is lost: each signs you in once, in place of the six digits. This page shows them this one time.">Recovery codes</PageTitle>
          <p className="mb-3 text-small text-ink-2">
            {name}, {email}
          </p>
          <RecoveryCodes codes={codes} />
          <p className="mt-4 max-w-note text-ink-2">Print this page or write them down, and keep them where your phone is not. Whoever has one needs your password too.</p>
          <Link className="btn btn-brand mt-6 print:hidden" to={to}>
            I have kept them
          </Link>
        </>
      ) : (
        <>
          <PageTitle>Recovery codes</PageTitle>
          <Empty title="Your recovery codes were shown already." action={<Link to="/staff/profile/second-factor/new-codes">Make new recovery codes</Link>}>
            They are kept here in no form that could be read. If you did not keep them, make new ones.
          </Empty>
        </>
      )}
    </div>
  );
}
