import type { ReactNode } from "react";
import { Prose } from "#app/ui/prose.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import type { Offer } from "./offer.server.ts";
import { type ProposalStatus, badge, staffBadge } from "./proposal.ts";

export const ProposalBadge = ({ status }: { status: ProposalStatus }) => <BadgeOf of={badge[status]} />;
/** As the agency calls it. */
export const StaffProposalBadge = ({ status }: { status: ProposalStatus }) => <BadgeOf of={staffBadge[status]} />;

/** The whole text of a proposal, as it was sent: sections, what it costs, what stands under it (`children`), terms. */
export const OfferText = ({ of: { sections, price, terms }, children }: { of: Pick<Offer, "sections" | "price" | "terms">; children?: ReactNode }) => (
  <>
    {sections.map(({ id, heading, blocks }, index) => (
      <section key={id} className={index === 0 && !heading ? "offer-part offer-lead" : "offer-part"}>
        {heading && <h2 className="wrap-anywhere">{heading}</h2>}
        <Prose of={blocks} />
      </section>
    ))}
    <section className="offer-part" id="price">
      <h2>What it costs</h2>
      <Price of={price} />
    </section>
    {children}
    {terms.length > 0 && (
      <section className="offer-part" id="terms">
        <h2>Terms</h2>
        <Prose of={terms} />
      </section>
    )}
  </>
);

/** What it costs, drawn for its fee model. */
const Price = ({ of: price }: { of: Offer["price"] }) => (
  <div className="grid gap-6">
    {price.facts.length > 0 && (
      <table className="ledger">
        <caption className="sr-only">The fee</caption>
        <tbody>
          {price.facts.map(({ label, amount }, index) => (
            <tr key={label} className={index === 0 ? "font-semibold" : undefined}>
              <th scope="row">{label}</th>
              <td className="n">{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {price.milestones.length > 0 && <Milestones of={price} />}
    {price.lines.length > 0 && <Lines of={price} />}
    {price.whole && (
      <table className="ledger">
        <caption className="sr-only">Everything together</caption>
        <tfoot>
          <Grand {...price.whole} span={1} />
        </tfoot>
      </table>
    )}
  </div>
);

const Lines = ({ of: { lines, single, linesTogether } }: { of: Offer["price"] }) => (
  <table className="ledger stack" role="table">
    <caption className="sr-only">Fee by part</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Part</th>
        {!single && <th scope="col" role="columnheader" className="n">Quantity</th>}
        {!single && <th scope="col" role="columnheader" className="n">Price</th>}
        <th scope="col" role="columnheader" className="n">Fee</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      {lines.map(({ id, description, quantity, each, total, optional }) => (
        <tr key={id} role="row">
          <th scope="row" role="rowheader" className="wrap-anywhere">
            {description}
            {optional && <span className="block text-fine font-normal text-ink-3">Optional, chosen</span>}
          </th>
          {!single && <td role="cell" className="n" data-label="Quantity">{quantity}</td>}
          {!single && <td role="cell" className="n" data-label="Price">{each}</td>}
          <td role="cell" className="n" data-label="Fee">{total}</td>
        </tr>
      ))}
    </tbody>
    {linesTogether && (
      <tfoot role="rowgroup">
        <Grand {...linesTogether} span={single ? 1 : 3} />
      </tfoot>
    )}
  </table>
);

const Milestones = ({ of: { milestones, milestonesTogether } }: { of: Offer["price"] }) => (
  <table className="ledger stack" role="table">
    <caption className="sr-only">Fee by milestone</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Milestone</th>
        <th scope="col" role="columnheader">Due</th>
        <th scope="col" role="columnheader" className="n">Fee</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      {milestones.map(({ id, name, due, amount }) => (
        <tr key={id} role="row">
          <th scope="row" role="rowheader" className="wrap-anywhere">{name}</th>
          <td role="cell" data-label={due ? "Due" : undefined}>{due}</td>
          <td role="cell" className="n" data-label="Fee">{amount}</td>
        </tr>
      ))}
    </tbody>
    {milestonesTogether && (
      <tfoot role="rowgroup">
        <Grand {...milestonesTogether} span={2} />
      </tfoot>
    )}
  </table>
);

const Grand = ({ label, amount, span }: { label: string; amount: string; span: number }) => (
  <tr className="grand" role="row">
    <th scope="row" role="rowheader" colSpan={span}>
      {label}
    </th>
    <td className="n" role="cell">
      {amount}
    </td>
  </tr>
);

/** Optional lines nobody has to take, and what each would add. */
export const OptionalLines = ({ of: { options } }: { of: Offer["price"] }) => (
  <ul className="rows">
    {options.map(({ id, description, quantity, each, total, taken }) => (
      <li key={id} className="flex flex-wrap justify-between gap-x-6 py-2">
        <span className="wrap-anywhere">
          {description}
          {quantity !== "1" && <span className="text-ink-3">, {quantity} at {each}</span>}
        </span>
        <span className="num">
          {total}
          {taken ? ", chosen" : ", not chosen"}
        </span>
      </li>
    ))}
  </ul>
);
