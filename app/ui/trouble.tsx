import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useState, useSyncExternalStore } from "react";
import { useRoot } from "./agency.tsx";

interface Words {
  title: string;
  sentence: string;
}

const words: Record<number, Words> = {
  400: { title: "That did not arrive whole", sentence: "Nothing was recorded. Go back, check what you sent and send it again." },
  403: { title: "This is not open to you", sentence: "Nothing was recorded." },
  404: { title: "There is no such page", sentence: "The address may be mistyped, or what stood here is no longer shared with you." },
  405: { title: "This address is for a button", sentence: "Nothing was recorded. Go back to the page you came from and press it there." },
  409: { title: "This has changed meanwhile", sentence: "Nothing was recorded. Open the page again to see how it stands now." },
  410: { title: "The time for this is over", sentence: "Nothing was recorded." },
  413: { title: "That is too large", sentence: "Nothing was recorded. Choose something smaller." },
  415: { title: "That is not a form of ours", sentence: "Nothing was recorded. Open the page again and send it from there." },
  429: { title: "That was a lot at once", sentence: "Nothing was recorded. Wait a few minutes and try again." },
  503: { title: "This cannot be done right now", sentence: "Nothing was recorded. Try again in a few minutes." },
  507: { title: "There is no room left", sentence: "Nothing was recorded. Tell whoever runs this portal." },
  500: { title: "Something broke on our side", sentence: "It is not your doing, and it has been noted. What you saved before is safe; try again in a moment." },
};

/** What is no bug of ours, though no fault of the person either: its own sentence says more. */
const inWords = new Set([503, 507]);

/** The status of what was thrown; a bug is 500. */
const statusOf = (problem: unknown) => (isRouteErrorResponse(problem) ? problem.status : 500);
const wordsFor = (status: number): Words => words[status] ?? words[status >= 500 ? 500 : 400]!;

/** The page's title where something went wrong, for the `meta` of a route with an error boundary. Elsewhere the agency's name alone. */
export function troubleTitle({ error, data, matches }: { error?: unknown; data?: unknown; matches: { id: string; data?: unknown }[] }) {
  const root = (matches.find(({ id }) => id === "root")?.data ?? data) as { agency?: { name: string } } | undefined;
  const agency = root?.agency?.name;
  const title = error === undefined ? undefined : wordsFor(statusOf(error)).title;
  return [{ title: [title, agency].filter(Boolean).join(" · ") || "Something broke" }];
}

/**
 * What went wrong, in plain words, and one way on. Keeps secrets: not yours and not there read the same. A refusal's own
 * sentence is shown; what Remix itself says is not meant for people.
 */
export function Trouble({ home }: { home?: string }) {
  const problem = useRouteError();
  const status = statusOf(problem);
  const { title, sentence } = wordsFor(status);
  const back = status < 500 ? given(problem)?.back : undefined;
  return (
    <div className="border-t border-line pt-6 md:pt-8">
      <div className="max-w-letter">
        <h1>{title}</h1>
        <p className="page-lead">{(status !== 404 && givenSentence(problem)) || sentence}</p>
        {status >= 500 && !inWords.has(status) && <RequestNumber />}
        <p className="mt-8">
          <a className="btn" href={back ?? home ?? "/"}>
            {back ? "Back to the page, as it is now" : home ? "Go to the first page" : "Start again"}
          </a>
        </p>
      </div>
    </div>
  );
}

function givenSentence(problem: unknown) {
  if (!isRouteErrorResponse(problem) || (problem as { internal?: boolean }).internal || (problem.status >= 500 && !inWords.has(problem.status))) return undefined;
  return typeof problem.data === "string" ? problem.data : given(problem)?.sentence;
}

/** What a refusal of ours carries: its sentence, and where it came from. */
function given(problem: unknown) {
  if (!isRouteErrorResponse(problem) || !problem.data || typeof problem.data !== "object") return undefined;
  return problem.data as { sentence?: string; back?: string };
}

/** Names the failed request in the log; known only where the page itself is its answer. */
function RequestNumber() {
  const { requestId } = useRoot();
  const [drawnByServer] = useState(useSyncExternalStore(never, () => false, () => true));
  return requestId && drawnByServer ? <p className="mt-3 text-ink-2">If you write to us about it, give this number: <span className="num whitespace-nowrap">{requestId}</span></p> : null;
}

const never = () => () => {};
