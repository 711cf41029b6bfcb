import type { FormAnswer } from "#app/lib/form.server.ts";
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

/** The permission to write went away while they were writing: why, and their words, to take with them. */
export const KeptWords = ({ of: { error, initialValue } }: { of: FormAnswer }) => (
  <div className="mt-2 grid gap-4 border-t border-line pt-6">
    <div className="errors" role="alert" tabIndex={-1} autoFocus>
      <h2>Nothing was recorded</h2>
      <p className="mt-2">{error?.[""]?.join(" ")}</p>
    </div>
    <div className="field">
      <label htmlFor="kept">What you wrote</label>
      <textarea id="kept" className="input" rows={4} readOnly defaultValue={String(initialValue?.body ?? "")} />
    </div>
  </div>
);
