import { useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { placeOfAsked } from "../frozen.ts";
import { ReceiptBadge, ReceiptFiles, ReceiptSheet } from "../sheet.tsx";
import { type ReceiptPage, receiptPage } from "../reading.server.ts";

export const loader = asMember(({ member, params }) => receiptPage(member, params.id!));

export const meta = titled<ReceiptPage>(({ subject }) => `Receipt: ${subject.title}`);

const sections = { proposals: "Proposals", requests: "Requests", acceptances: "Acceptances", approvals: "Approvals" };

export default function ReceiptOfMember() {
  const receipt = useLoaderData<typeof loader>();
  const section = placeOfAsked[receipt.subject.kind as keyof typeof placeOfAsked];
  return (
    <>
      <Breadcrumb
        trail={[
          { to: `/staff/${section}`, label: sections[section] },
          { to: `/staff/${section}/${receipt.subject.id}`, label: receipt.subject.title },
        ]}
        here="Receipt"
      />
      <p className="mb-3">
        <ReceiptBadge kind={receipt.kind} />
      </p>
      <PageTitle actions={<ReceiptFiles at={`/staff/receipts/${receipt.id}`} />}>Receipt: {receipt.subject.title}</PageTitle>
      <ReceiptSheet of={receipt} />
    </>
  );
}
