import { isRouteErrorResponse, useRouteError } from "@remix-run/react";

interface As {
  name: string;
  clientName: string;
}

/** Says on every page that a member is looking as somebody else, with the one button that works meanwhile. */
export const PreviewBanner = ({ name, clientName }: As) => (
  <aside className="preview-bar print:hidden" aria-label="Preview">
    <p className="min-w-0 wrap-anywhere">
      You see the portal as <strong>{name}</strong> of <strong>{clientName}</strong> sees it. Nothing you do here is sent.
    </p>
    <form method="post" action="/portal/preview/leave">
      <button className="btn btn-small">Leave the preview</button>
    </form>
  </aside>
);

/** The same over the page of what was refused, where no frame knows of the preview. */
export function RefusedInPreview() {
  const problem = useRouteError();
  const as = isRouteErrorResponse(problem) ? (problem.data as { preview?: As } | null)?.preview : undefined;
  return as ? <PreviewBanner {...as} /> : null;
}
