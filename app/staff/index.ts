import { redirect } from "@remix-run/node";

// Home stands at /staff/home: the data address of /staff itself would lie outside the cookie's path.
export const loader = () => redirect("/staff/home", 303);
