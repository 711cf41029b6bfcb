import { isRouteErrorResponse, useRouteError } from "@remix-run/react";

const words: Record<number, { title: string; sentence: string }> = {
  400: { title: "That did not arrive whole", sentence: "Go back, check what you sent and send it again." },
  403: { title: "This is not open to you", sentence: "Nothing was recorded." },
  404: { title: "There is no such page", sentence: "The address may be mistyped, or what stood here is no longer shared with you." },
  409: { title: "This has changed meanwhile", sentence: "Nothing was recorded. Open the page again to see how it stands now." },
  410: { title: "The time for this is over", sentence: "Nothing was recorded." },
  413: { title: "That is too large", sentence: "Nothing was recorded." },
  429: { title: "That was a lot at once", sentence: "Wait a few minutes and try again." },
  500: { title: "Something broke on our side", sentence: "It is not your doing, and it has been noted. What you last saved is safe; try again in a moment." },
};

/** The page of an error: what happened, in plain words, and one way on. Keeps secrets: not yours and not there read the same. */
export function Trouble({ home }: { home?: string }) {
  const problem = useRouteError();
  const status = isRouteErrorResponse(problem) ? problem.status : 500;
  const { title, sentence } = words[status] ?? words[status >= 500 ? 500 : 400]!;
  const given = isRouteErrorResponse(problem) && problem.data && typeof problem.data === "object" && "sentence" in problem.data ? String(problem.data.sentence) : undefined;
  return (
    <main id="main" className="mx-auto max-w-page px-5 pt-8 pb-16 sm:px-8 md:pt-12">
      <div className="border-t border-line pt-6 md:pt-8">
        <div className="max-w-letter">
          <h1>{title}</h1>
          <p className="mt-3 text-lead">{given ?? sentence}</p>
          <p className="mt-8">
            <a className="btn" href={home ?? "/"}>
              {home ? "Go to the first page" : "Start again"}
            </a>
          </p>
        </div>
      </div>
    </main>
  );
}
