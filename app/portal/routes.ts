import { index, layout, prefix, route } from "@remix-run/route-config";

/** Every address a client may meet, on one page. */
export const portal = prefix("portal", [
  index("portal/index.ts"),

  route("login", "portal/login.tsx"),
  route("logout", "portal/logout.ts"),

  layout("portal/shell.tsx", [
    route("home", "portal/home.tsx"),

    route("projects", "projects/portal/list.tsx"),
    route("projects/:id", "projects/portal/show.tsx", [
      index("documents/portal/of-project.tsx"),
      route("tasks", "projects/portal/tasks.tsx"),
      route("comments", "comments/portal/thread.tsx"),
    ]),

    route("documents", "documents/portal/list.tsx"),
    route("files/:id", "documents/portal/file.tsx"),
    route("download/:id", "documents/portal/download.tsx"),

    route("*", "portal/nowhere.tsx"),
  ]),
]);
