import { index, layout, prefix, route } from "@remix-run/route-config";

/** Every address of the agency's own side, on one page. */
export const staff = prefix("staff", [
  index("staff/index.ts"),

  route("login", "staff/login.tsx"),
  route("logout", "staff/logout.ts"),

  layout("staff/shell.tsx", [
    route("home", "staff/home.tsx"),

    route("projects/:id", "projects/staff/show.tsx", [
      route("comments", "comments/staff/thread.tsx"),
    ]),

    route("*", "staff/nowhere.tsx"),
  ]),
]);
