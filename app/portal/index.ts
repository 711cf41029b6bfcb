import { redirect } from "@remix-run/node";

// Home stands at /portal/home: the data address of /portal itself would lie outside the cookie's path.
export const loader = () => redirect("/portal/home", 303);
