import { Outlet } from "@remix-run/react";
import { RefusedInPreview } from "#app/ui/preview.tsx";
import { Trouble, troubleTitle } from "#app/ui/trouble.tsx";
import { OuterFrame } from "./frame.tsx";

export const meta = troubleTitle;

/** What stands around the pages outside: nothing but the page of what went wrong there. */
export default function Outside() {
  return <Outlet />;
}

export const ErrorBoundary = () => (
  <>
    <RefusedInPreview />
    <OuterFrame>
      <Trouble home="/portal/home" />
    </OuterFrame>
  </>
);
