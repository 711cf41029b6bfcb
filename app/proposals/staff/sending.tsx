import type { FormGiven } from "#app/lib/form.server.ts";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { Hindrance } from "../sending.server.ts";

/** The button that sends what is shown, with the mark of it. There is no field in which Enter could. */
export function Sending({ given, answer, back, verb }: { given: FormGiven; answer: unknown; back: string; verb: string }) {
  const [form] = usePlainFormOf<{ seen: string }>(given, answer);
  const { seen, expiresOn, recipients } = given.values as { seen: string; expiresOn: string; recipients: string[] };
  return (
    <Form of={form} refused="Nothing was sent" className="grid gap-5 border-t border-rule pt-5">
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="expiresOn" value={expiresOn} />
      {recipients.map((id) => (
        <input key={id} type="hidden" name="recipients" value={id} />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button kind="brand">{verb}</Button>
        <a className="btn" href={back}>
          Go on writing
        </a>
      </div>
    </Form>
  );
}

/** In the button's place: what is missing, and where each is mended. */
export const Missing = ({ of, maySend, back }: { of: Hindrance[]; maySend: boolean; back: string }) => (
  <div className="border-t border-rule pt-5">
    {of.length > 0 && (
      <>
        <h2>Before it can be sent</h2>
        <ul className="rows mt-2 max-w-letter">
          {of.map(({ words, to, label }) => (
            <li key={words} className="py-1.5">
              {words}. <a href={to}>{label}</a>
            </li>
          ))}
        </ul>
      </>
    )}
    {!maySend && <p className="mt-3 max-w-letter text-ink-2">A manager or an owner sends it. The draft is saved; tell them that it is ready.</p>}
    <p className="mt-4">
      <a className="btn" href={back}>
        Go on writing
      </a>
    </p>
  </div>
);
