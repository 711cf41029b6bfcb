import { Fragment } from "react";
import { Icon } from "#app/ui/icon.tsx";
import { WHAT_IT_IS } from "./frozen.ts";

interface VerdictGiven {
  holds: boolean;
  isReceipt: boolean;
  findings: { holds: boolean | null; words: string }[];
  says: { words: string; who: string; when: string; amount: string | null } | null;
}

/** What holds and what does not, what does not first. */
export function VerdictOf({ verdict: { holds, isReceipt, findings, says } }: { verdict: VerdictGiven }) {
  const sorted = [...findings].sort((one, other) => Number(one.holds === true) - Number(other.holds === true));
  return (
    <section className="mb-10 md:mb-14" aria-labelledby="verdict">
      <h1 id="verdict" className={holds ? "text-done" : "text-stop"}>
        {holds ? "This receipt holds" : isReceipt ? "This receipt does not hold" : "This is not a receipt"}
      </h1>
      {!holds && isReceipt && !says && <p className="page-lead text-ink-2">Do not rely on what it says. Ask whoever gave it to you for the file as it was sent out.</p>}
      {says && (
        <dl className="facts mt-6 max-w-letter border-t border-line pt-5">
          <div className="col-span-full">
            <dt>It proves that</dt>
            <dd className="text-lead font-semibold wrap-anywhere">{says.words}</dd>
          </div>
          <Fact label="Who" of={says.who} />
          <Fact label="When" of={says.when} />
          {says.amount && <Fact label="Amount" of={says.amount} />}
        </dl>
      )}
      <ul className="mt-6 max-w-letter border-t border-rule">
        {sorted.map(({ holds, words }, index) => (
          <li key={index} className="flex gap-3 border-b border-rule py-2.5">
            <span className={`mt-1 ${holds ? "text-done" : "text-stop"}`}>
              <Icon name={holds ? "done" : "refuse"} />
            </span>
            <span className="min-w-0 wrap-anywhere">
              <span className="sr-only">{holds ? "Holds: " : "Does not hold: "}</span>
              {words}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Fact = ({ label, of }: { label: string; of: string }) => (
  <div className="col-span-full">
    <dt>{label}</dt>
    <dd className="wrap-anywhere">{of}</dd>
  </div>
);

/** Takes a receipt and, if there is one at hand, a document; a plain form, for whoever has no script and no account. */
export const CheckForm = ({ limit, again }: { limit: string; again: boolean }) => (
  <section className="max-w-note" aria-labelledby="check">
    {again ? <h2 id="check">Check another</h2> : <h1 id="check">Check a receipt</h1>}
    <p className="mt-2 text-ink-2">Whatever is accepted, declined or approved here has a receipt, signed with our key. Give us the file, and we tell you what holds and what does not. Nothing you give is kept.</p>
    <form method="post" action="/verify" encType="multipart/form-data" data-answered className="mt-6 grid gap-6">
      <div className="field">
        <label htmlFor="receipt">Receipt file</label>
        <p className="hint" id="receipt-hint">
          The file that came with the letter; its name ends with .json. Up to 1 MB.
        </p>
        <input type="file" id="receipt" name="receipt" required accept=".json,application/json" className="input" aria-describedby="receipt-hint" />
      </div>
      <div className="field">
        <label htmlFor="document">
          A document of it <span className="font-normal text-ink-3">(optional)</span>
        </label>
        <p className="hint" id="document-hint">
          To see whether it is, byte for byte, the one that was in front of them. Up to {limit}; it is measured and thrown away.
        </p>
        <input type="file" id="document" name="document" className="input" aria-describedby="document-hint" />
      </div>
      <div>
        <button type="submit" className="btn btn-brand">
          Check receipt
        </button>
      </div>
    </form>
  </section>
);

/** How to check without us, and what a receipt is worth. */
export const CheckAlone = ({ keys }: { keys: { id: string; current: boolean }[] }) => (
  <aside className="min-w-0 text-small" aria-labelledby="alone">
    <h2 id="alone" className="text-body font-semibold">
      Check it without us
    </h2>
    <p className="mt-2 text-ink-2">On any machine with Node.js 20 or newer, without a network:</p>
    <ol className="mt-3 grid list-decimal gap-2 pl-5">
      <li>
        Download <a href="/verify/verify-receipt.mjs">the verifier</a>, one file of text that you can read.
      </li>
      <li>
        Download <a href="/.well-known/receipt-keys.json" download="receipt-keys.json">our public keys</a>. Keep them: trust comes from the key you were given, never from the receipt.
      </li>
      <li>
        Run
        <code className="mt-1 block bg-well p-3 text-fine">
          {["node verify-receipt.mjs", "receipt.json", "--key receipt-keys.json", "--file document.pdf"].map((word) => (
            <Fragment key={word}>
              <span className="inline-block">{word}</span>{" "}
            </Fragment>
          ))}
        </code>
      </li>
    </ol>
    <h3 className="mt-6 text-small font-semibold">Our keys</h3>
    <ul className="mt-1">
      {keys.map(({ id, current }) => (
        <li key={id} className="flex flex-wrap gap-x-3">
          <span className="num">{id}</span>
          <span className="text-ink-3">{current ? "signs now" : "signed earlier"}</span>
        </li>
      ))}
    </ul>
    <h3 className="mt-6 text-small font-semibold">What it is worth</h3>
    <p className="mt-1 text-ink-2">{WHAT_IT_IS}</p>
  </aside>
);
