import type { FormAnswer, FormGiven } from "#app/lib/form.server.ts";
import { Choice, type FieldOf } from "#app/ui/field.tsx";
import { Avatar } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { initials } from "#app/lib/words.ts";

export interface Message {
  id: string;
  name: string;
  side: string;
  you: boolean;
  at: string | Date;
  body: string;
}

export interface ThreadOf {
  messages: Message[];
  /** Where the comments before and after these stand; null where there are none. */
  earlier: string | null;
  later: string | null;
}

/** Messages, oldest first, each at an address of its own so that a letter can lead to it. */
export const Thread = ({ of: { messages, earlier, later } }: { of: ThreadOf }) => (
  <>
    {earlier && (
      <p className="mb-6">
        <a href={earlier} rel="prev">
          Show earlier comments
        </a>
      </p>
    )}
    <Messages messages={messages} />
    {later && (
      <p className="mt-2 border-t border-rule pt-4">
        <a href={later} rel="next">
          Show later comments
        </a>
      </p>
    )}
  </>
);

const Messages = ({ messages }: { messages: Message[] }) => (
  <div className="thread">
    {messages.map(({ id, name, side, you, at, body }) => (
      <article key={id} id={`comment-${id}`} className="msg">
        <Avatar initials={initials(name)} you={you} />
        <div>
          <header className="flex flex-wrap items-baseline gap-x-2">
            <h3 className="font-semibold wrap-anywhere">{name}</h3>
            <p className="text-fine text-ink-3">
              {you ? "You" : side}, <When at={at} />
            </p>
          </header>
          <div className="prose mt-1 max-w-letter wrap-anywhere">
            {body.split(/\n{2,}/).map((paragraph, index) => (
              <p key={index} className="whitespace-pre-line">
                {paragraph}
              </p>
            ))}
          </div>
        </div>
      </article>
    ))}
  </div>
);

/** For a member: the words wait for a reply, and stand in what the client needs to do until there is one. */
export const AwaitsReply = ({ of }: { of: FieldOf }) => <Choice of={of} label="Ask for a reply" hint="It stands in “Needs your attention” until one of them answers, or you write again without this." />;

type Kept = Pick<FormAnswer, "error" | "initialValue">;
/** What was typed into a form: handed back by a refusal, or kept from before a session ended. */
export const keptOf = (answer: unknown, { restored, values }: Pick<FormGiven, "restored" | "values">): Kept | null =>
  answer && typeof answer === "object" && "initialValue" in answer ? (answer as FormAnswer) : restored ? { initialValue: values as Kept["initialValue"] } : null;

/** There is nothing to write to any more, or the permission went away while they were writing: why, and their words, to take with them. */
export const KeptWords = ({ of: { error, initialValue }, field = "body" }: { of: Kept; field?: string }) => (
  <div className="mt-2 grid gap-4 border-t border-line pt-6">
    <div className="errors" role="alert" tabIndex={-1} autoFocus>
      <h2>{error ? "Nothing was recorded" : "You were signed out while you were writing"}</h2>
      <p className="mt-2">{error ? error[""]?.join(" ") : "Nothing was recorded. What you wrote stands here, to copy."}</p>
    </div>
    {initialValue?.[field] ? (
      <div className="field">
        <label htmlFor="kept">What you wrote</label>
        <textarea id="kept" className="input" rows={4} readOnly defaultValue={String(initialValue[field])} />
      </div>
    ) : null}
  </div>
);
