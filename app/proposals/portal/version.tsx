import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Breadcrumb, Notice } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { OfferText, OptionalLines } from "../parts.tsx";
import { earlierVersion } from "../versions.server.ts";

export const loader = asContact(({ contact, params }) => earlierVersion(contact, params.id!, params.version!));

export const meta = titled<{ offer: { title: string; version: number } }>(({ offer: { title, version } }) => `${title}, version ${version}`);

export default function Version() {
  const { id, offer, sentAt, replacedAt, decision, newest, receiptId } = useLoaderData<typeof loader>();
  const at = `/portal/proposals/${id}`;
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/proposals", label: "Proposals" },
          { to: at, label: offer.number },
        ]}
        here={`Version ${offer.version}`}
      />
      <div className="mb-8 max-w-letter md:mb-10">
        <h1 className="wrap-anywhere">
          {offer.title}, version {offer.version}
        </h1>
      </div>
      <div className="max-w-letter">
        <Notice tone={replacedAt ? "soon" : "move"}>
          <p>
            Sent on <Day at={sentAt} />{decision && `, ${decision}`}.{" "}
            {replacedAt ? (
              <>
                Replaced on <Day at={replacedAt} />, so it can no longer be answered. <a href={at}>Read version {newest}</a> or <a href={`${at}/changes?from=${offer.version}&to=${newest}`}>see what changed</a>
              </>
            ) : (
              <a href={at}>This is the version that holds</a>
            )}
          </p>
          {receiptId && (
            <p>
              <a href={`/portal/receipts/${receiptId}`}>See the receipt of that answer</a>
            </p>
          )}
        </Notice>
        <OfferText of={offer}>
          {offer.price.options.length > 0 && (
            <section className="offer-part">
              <h2>Optional parts</h2>
              <OptionalLines of={offer.price} />
            </section>
          )}
        </OfferText>
        <p className="noprint mt-6">
          <a className="inline-flex min-h-6 items-center gap-2" href={`${at}/proposal.pdf?version=${offer.version}`}>
            <Icon name="download" />
            Download this version (PDF)
          </a>
        </p>
      </div>
    </>
  );
}
