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

/** Messages, oldest first, each at an address of its own so that a letter can lead to it. */
export const Thread = ({ messages }: { messages: Message[] }) => (
  <div className="thread">
    {messages.map(({ id, name, side, you, at, body }) => (
      <article key={id} id={`comment-${id}`} className="msg">
        <Avatar initials={initials(name)} you={you} />
        <div>
          <header className="flex flex-wrap items-baseline gap-x-2">
            <h3 className="font-semibold">{name}</h3>
            <p className="text-fine text-ink-3">
              {you ? "You" : side}, <When at={at} />
            </p>
          </header>
          <div className="prose mt-1 max-w-letter">
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
