import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Hidden, Select, TextArea } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/page.tsx";
import { ActionButton, Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { Prose } from "#app/ui/prose.tsx";
import type { PinForm, ReplyForm } from "./forms.server.ts";
import type { Jsonified } from "./parts.tsx";
import { type Note, Notes, Proof } from "./proof.tsx";
import type { Pinning } from "./review.server.ts";

/** Where it is, then the words; beside it a way without pointing. The picture is pressed to choose another spot. */
export function PinPage({ of, given, answer }: { of: Jsonified<Pinning>; given: FormGiven | null; answer: unknown }) {
  const { deliverable, view, spot, paragraph, place, face } = of;
  const back = `/${face}/approvals/${deliverable.id}`;
  if (!given) return <Notice tone="move">{`Nothing can be noted on this round now. `}<a href={back}>See how it stands</a></Notice>;
  const picture = view?.picture ?? null;
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(16rem,22rem)_minmax(0,1fr)]">
      <Write of={of} given={given} answer={answer} back={back} />
      <div className="min-w-0">
        {picture && (
          <>
            <p className="mb-2 text-small text-ink-2">{spot ? "The spot is marked. Press another to move it." : "Press the spot on the work that you want to say something about."}</p>
            <Proof picture={picture} alt={view!.alt || view!.title} spots={view!.spots as Parameters<typeof Proof>[0]["spots"]} pin={{ action: `${back}/pin`, place: place!, page: view!.page }} fresh={spot} />
          </>
        )}
        {paragraph && (
          <blockquote className="border-l-[3px] border-rule-2 pl-4">
            <Prose of={paragraph.blocks as never} from={2} />
          </blockquote>
        )}
      </div>
    </div>
  );
}

function Write({ of: { view, spot, paragraph, areas }, given, answer, back }: { of: Jsonified<Pinning>; given: FormGiven; answer: unknown; back: string }) {
  const [form, fields] = usePlainFormOf<z.input<typeof PinForm>>(given, answer);
  const points = view?.picture && !spot;
  return (
    <div>
      <Form of={form} className="grid content-start gap-5">
        <Hidden of={fields.round} />
        <Hidden of={fields.piece} />
        <Hidden of={fields.page} />
        <Hidden of={fields.x} />
        <Hidden of={fields.y} />
        <Hidden of={fields.paragraph} />
        {points && <Select of={fields.area} label="Where it is" hint="Press the picture for an exact spot, or choose a part of it here: no pointing needed." options={[{ value: "", label: "The whole file" }, ...areas]} />}
        <TextArea of={fields.body} label="Your comment" hint={spot ? "About the marked spot." : paragraph ? `About paragraph ${paragraph.number}.` : view ? `About ${view.title}.` : "About all of it."} rows={4} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button kind="brand">{view ? "Leave this pin" : "Leave this comment"}</Button>
          <a className="inline-flex min-h-6 items-center" href={back}>
            Go back
          </a>
        </div>
      </Form>
      {spot && (
        <p className="mt-4 text-small">
          <a href={`?piece=${given.values.place ?? 1}&page=${view!.page}`}>Place it without pointing</a>
        </p>
      )}
    </div>
  );
}

/** One pin with what was said to it; an answer; and the button that settles it, or opens it again. */
export function NotePage({ of, at, given, answer, close }: { of: Note; at: string; given: FormGiven | null; answer: unknown; close: FormGiven | null }) {
  return (
    <div className="grid max-w-letter gap-8">
      <Notes of={[{ ...of, mayReply: false, maySettle: false }]} at={at} here={at} spots={[]} />
      {given && <Answer given={given} answer={answer} />}
      {close && (
        <div>
          <ActionButton given={close} small={false}>
            {of.settled ? `Open pin ${of.number} again` : `Settle pin ${of.number}`}
          </ActionButton>
        </div>
      )}
      {!given && !close && <p className="text-ink-3">Nothing more is written on this.</p>}
    </div>
  );
}

function Answer({ given, answer }: { given: FormGiven; answer: unknown }) {
  const [form, fields] = usePlainFormOf<z.input<typeof ReplyForm>>(given, answer);
  return (
    <Form of={form} className="grid gap-4">
      <TextArea of={fields.body} label="Your answer" rows={4} />
      <div>
        <Button kind="brand">Send answer</Button>
      </div>
    </Form>
  );
}
