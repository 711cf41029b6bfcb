import { index, layout, prefix, route } from "@remix-run/route-config";

/** Every address of the agency's own side, on one page. */
export const staff = prefix("staff", [
  index("staff/index.ts"),

  route("login", "staff/login.tsx"),
  route("first-run", "staff/first-run.tsx"),
  route("invitation/:token", "staff/invitation.tsx"),
  route("invitation/:token/fresh", "staff/fresh.tsx", { id: "staff/invitation-fresh" }),
  route("forgot", "staff/forgot.tsx"),
  route("reset/:token", "staff/reset.tsx"),
  route("reset/:token/fresh", "staff/fresh.tsx", { id: "staff/reset-fresh" }),
  route("logout", "staff/logout.ts"),
  route("second-factor", "access/staff/second-factor.tsx"),
  route("second-factor/recovery", "access/staff/recovery.tsx"),

  layout("staff/shell.tsx", [
    route("home", "staff/home.tsx"),

    route("clients", "clients/staff/list.tsx"),
    route("clients/new", "clients/staff/new.tsx"),
    route("clients/:id", "clients/staff/show.tsx"),
    route("clients/:id/edit", "clients/staff/edit.tsx"),
    route("clients/:id/archive", "clients/staff/archive.tsx"),
    route("clients/:id/restoration", "clients/staff/restoration.tsx"),
    route("clients/:id/contacts/new", "clients/staff/contact-new.tsx"),
    route("clients/:id/contacts/:contactId", "clients/staff/contact-edit.tsx"),
    route("clients/:id/contacts/:contactId/permissions", "clients/staff/contact-permissions.tsx"),
    route("clients/:id/contacts/:contactId/invitation", "clients/staff/contact-invitation.tsx"),
    route("clients/:id/contacts/:contactId/deactivation", "clients/staff/contact-deactivation.tsx"),
    route("clients/:id/contacts/:contactId/reactivation", "clients/staff/contact-reactivation.tsx"),

    route("projects", "projects/staff/list.tsx"),
    route("projects/new", "projects/staff/new.tsx"),
    route("clients/:id/projects/new", "projects/staff/new.tsx", { id: "new-project-of-client" }),
    route("projects/:id", "projects/staff/show.tsx", [
      index("projects/staff/overview.tsx"),
      route("tasks", "projects/staff/tasks.tsx"),
      route("time", "time/staff/of-project.tsx"),
      route("documents", "documents/staff/of-project.tsx", [
        route("upload", "documents/staff/upload.tsx"),
      ]),
      route("comments", "comments/staff/thread.tsx"),
    ]),

    route("projects/:id/labels", "documents/staff/labels.tsx"),
    route("projects/:id/edit", "projects/staff/edit.tsx"),
    route("projects/:id/people", "projects/staff/people.tsx"),
    route("projects/:id/finish", "projects/staff/finish.tsx"),
    route("projects/:id/resume", "projects/staff/resume.tsx"),
    route("projects/:id/tasks/:task", "projects/staff/task-edit.tsx"),
    route("projects/:id/tasks/:task/order/:way", "projects/staff/task-order.tsx"),
    route("projects/:id/tasks/:task/:move", "projects/staff/task-move.tsx"),
    route("projects/:id/timer", "time/staff/timer-start.tsx"),
    route("projects/:id/time/billable", "time/staff/marking.tsx"),
    route("projects/:id/time/:entry", "time/staff/edit.tsx"),
    route("projects/:id/time/:entry/removal", "time/staff/removal.tsx"),

    route("time/rates", "time/staff/rates.tsx"),
    route("time/rates/:member", "time/staff/rate.tsx"),
    route("timer", "time/staff/timer.tsx"),
    route("timer/stop", "time/staff/timer-stop.tsx"),
    route("timer/resume", "time/staff/timer-resume.tsx"),
    route("timer/removal", "time/staff/timer-removal.tsx"),

    route("documents/:id", "documents/staff/show.tsx", [
      route("version", "documents/staff/version.tsx"),
    ]),
    route("documents/:id/edit", "documents/staff/edit.tsx"),
    route("documents/:id/share", "documents/staff/share.tsx"),
    route("documents/:id/unshare", "documents/staff/unshare.tsx"),
    route("documents/:id/removal", "documents/staff/removal.tsx"),
    route("thumbnails/:id", "documents/staff/thumbnail.ts"),
    route("previews/:id", "documents/staff/preview.ts"),
    route("files/:id", "documents/staff/file.tsx"),
    route("download/:id", "documents/staff/download.tsx"),

    route("search", "search/staff/results.tsx"),

    route("outbox", "events/staff/letters.tsx"),
    route("outbox/:id", "events/staff/letter.tsx"),
    route("outbox/:id/again", "events/staff/again.ts"),

    route("settings", "agency/staff/branding.tsx", [
      route("agency", "agency/staff/agency.tsx"),
      route("colour", "agency/staff/colour.tsx"),
      route("logos/:paper", "agency/staff/logo.tsx"),
    ]),
    route("settings/logos/:paper/removal", "agency/staff/logo-removal.tsx"),
    route("settings/preview.css", "agency/staff/preview.ts"),
    route("settings/region", "agency/staff/region.tsx"),
    route("settings/portal", "agency/staff/portal.tsx"),
    route("settings/staff", "agency/staff/staff.tsx"),
    route("settings/letters", "agency/staff/letters.tsx"),
    route("audit", "events/staff/log.tsx"),
    route("audit/export", "events/staff/export.tsx"),
    route("audit/verification", "events/staff/verification.tsx"),
    route("audit/:seq", "events/staff/event.tsx"),
    route("audit.csv", "events/staff/csv.ts"),

    route("team/second-factor", "team/staff/second-factor.tsx"),
    route("team/:id/second-factor", "team/staff/second-factor-reset.tsx"),
    route("team/:id/sessions", "team/staff/sessions.tsx"),

    route("profile", "staff/profile.tsx"),
    route("profile/edit", "staff/profile-edit.tsx"),
    route("profile/second-factor", "access/staff/profile-second-factor.tsx"),
    route("profile/second-factor/begin", "access/staff/profile-second-factor-begin.tsx"),
    route("profile/second-factor/codes", "access/staff/profile-second-factor-codes.tsx"),
    route("profile/second-factor/new-codes", "access/staff/profile-second-factor-new-codes.tsx"),
    route("profile/second-factor/off", "access/staff/profile-second-factor-off.tsx"),
    route("profile/password", "staff/profile-password.tsx"),
    route("profile/sessions/:session", "staff/profile-session.tsx"),
    route("profile/sign-out-everywhere", "staff/profile-everywhere.tsx"),

    route("*", "staff/nowhere.tsx"),
  ]),
]);
