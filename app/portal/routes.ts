import { index, layout, prefix, route } from "@remix-run/route-config";

/** Every address a client may meet, on one page. */
export const portal = prefix("portal", [
  index("portal/index.ts"),

  layout("portal/outside.tsx", [
    route("login", "portal/login.tsx"),
    route("login-sent", "portal/login-sent.tsx"),
    route("link/:token", "portal/link.tsx"),
    route("link/:token/fresh", "portal/fresh.tsx", { id: "portal/link-fresh" }),
    route("invitation/:token", "portal/invitation.tsx"),
    route("invitation/:token/fresh", "portal/fresh.tsx", { id: "portal/invitation-fresh" }),
    route("forgot", "portal/forgot.tsx"),
    route("reset/:token", "portal/reset.tsx"),
    route("reset/:token/fresh", "portal/fresh.tsx", { id: "portal/reset-fresh" }),
    route("clients", "portal/clients.tsx"),
    route("logout", "portal/logout.tsx"),
  ]),
  route("preview/leave", "portal/preview-leave.ts"),

  layout("portal/shell.tsx", [
    route("home", "portal/home.tsx"),

    route("projects", "projects/portal/list.tsx"),
    route("projects/:id", "projects/portal/show.tsx", [
      index("documents/portal/of-project.tsx"),
      route("tasks", "projects/portal/tasks.tsx"),
      route("comments", "comments/portal/thread.tsx"),
    ]),

    route("proposals", "proposals/portal/list.tsx"),
    route("proposals/:id", "proposals/portal/show.tsx"),
    route("proposals/:id/acceptance", "proposals/portal/acceptance.tsx"),
    route("proposals/:id/decline", "proposals/portal/decline.tsx"),
    route("proposals/:id/question", "proposals/portal/question.tsx"),
    route("proposals/:id/more-time", "proposals/portal/more-time.tsx"),
    route("proposals/:id/changes", "proposals/portal/changes.tsx"),
    route("proposals/:id/versions/:version", "proposals/portal/version.tsx"),
    route("proposals/:id/proposal.pdf", "proposals/portal/paper.ts"),

    route("acceptances", "acceptances/portal/list.tsx"),
    route("acceptances/:id", "acceptances/portal/show.tsx"),
    route("acceptances/:id/acceptance", "acceptances/portal/acceptance.tsx"),
    route("acceptances/:id/question", "acceptances/portal/question.tsx"),
    route("acceptances/:id/more-time", "acceptances/portal/more-time.tsx"),
    route("acceptances/:id/file", "acceptances/portal/file.tsx"),

    route("documents", "documents/portal/list.tsx"),
    route("documents/:id", "documents/portal/show.tsx"),
    route("thumbnails/:id", "documents/portal/thumbnail.ts"),
    route("previews/:id", "documents/portal/preview.ts"),
    route("files/:id", "documents/portal/file.tsx"),
    route("download/:id", "documents/portal/download.tsx"),
    route("zip", "documents/portal/zip.tsx"),
    route("zip/download", "documents/portal/zip-download.tsx"),

    route("requests", "information-requests/portal/list.tsx"),
    route("requests/:id", "information-requests/portal/show.tsx"),
    route("requests/:id/draft", "information-requests/portal/draft.tsx"),
    route("requests/:id/submission", "information-requests/portal/submission.tsx"),
    route("requests/:id/question", "information-requests/portal/question.tsx"),
    route("requests/:id/items/:item", "information-requests/portal/item.tsx"),
    route("requests/:id/items/:item/draft", "information-requests/portal/item-draft.tsx"),
    route("requests/:id/items/:item/answer", "information-requests/portal/answer.tsx"),
    route("requests/:id/items/:item/none", "information-requests/portal/none.tsx"),
    route("requests/:id/items/:item/files", "information-requests/portal/files.tsx"),
    route("requests/:id/items/:item/uploads/:file/removal", "information-requests/portal/removal.tsx"),
    route("proposals/:id/files/:file", "proposals/portal/file.tsx"),
    route("proposals/:id/files/:file/download", "proposals/portal/download.tsx"),
    route("request-files/:file", "information-requests/portal/file.tsx"),
    route("request-files/:file/download", "information-requests/portal/download.tsx"),
    route("receipts/:id", "receipts/portal/show.tsx"),
    route("receipts/:id/receipt.json", "receipts/portal/file.ts"),
    route("receipts/:id/certificate.pdf", "receipts/portal/certificate.ts"),

    route("search", "search/portal/results.tsx"),

    route("profile", "portal/profile.tsx"),
    route("profile/password", "portal/profile-password.tsx"),
    route("profile/sessions/:session", "portal/profile-session.tsx"),
    route("profile/sign-out-everywhere", "portal/profile-everywhere.tsx"),

    route("*", "portal/nowhere.tsx"),
  ]),
]);
