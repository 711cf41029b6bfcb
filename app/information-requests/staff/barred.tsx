import { Link } from "@remix-run/react";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { staffPath } from "../paths.ts";

/** In a form's place where it would be refused: why, and the way back. */
export const Barred = ({ why, id, title, here }: { why: string; id: string; title: string; here: string }) => (
  <div className="max-w-letter">
    <Breadcrumb
      trail={[
        { to: "/staff/requests", label: "Requests" },
        { to: staffPath(id), label: title },
      ]}
      here={here}
    />
    <PageTitle>{here}</PageTitle>
    <Empty title="Not now" action={<Link to={staffPath(id)}>Back to the request</Link>}>
      {why}
    </Empty>
  </div>
);
