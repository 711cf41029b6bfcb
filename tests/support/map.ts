import type { ServerBuild } from "@remix-run/node";

/** One address of the build, read from the build: what a new page brings with it is tested without anyone remembering. */
export interface Address {
  /** "/portal/projects/:id/comments" */
  path: string;
  /** The route module: "comments/portal/thread". */
  id: string;
  face: "portal" | "staff" | "neither";
  /** A layout stands at its first child's path and has no address of its own. */
  isLayout: boolean;
  loader?: Handler;
  action?: Handler;
  /** True where the module draws a page; false for addresses that answer with data or files alone. */
  draws: boolean;
}
export type Handler = (args: { request: Request; params: Record<string, string | undefined>; context: object }) => Promise<unknown>;

/** Every address of the build, children with the whole path of their parents. */
export function addressesOf({ routes }: ServerBuild): Address[] {
  const pathOf = (id: string): string => {
    const route = routes[id];
    return route ? `${route.parentId ? pathOf(route.parentId) : ""}${route.path ? `/${route.path}` : ""}` : "";
  };
  return Object.values(routes)
    .map((route) => route!)
    .filter(({ id }) => id !== "root")
    .map(({ id, path, index, module }): Address => {
      const whole = pathOf(id) || "/";
      const face = /^\/(portal|staff)\b/.exec(whole)?.[1] ?? /(?:^|\/)(portal|staff)\//.exec(id)?.[1] ?? "neither";
      return { path: whole, id, face: face as Address["face"], isLayout: !path && !index, loader: module.loader as Handler, action: module.action as Handler, draws: Boolean(module.default) };
    });
}

/**
 * What is open to people who are not signed in. An address that is not listed here must turn strangers away, and
 * `tests/shape/doors.test.ts` sees to it: adding a line is a decision.
 */
export const openAddresses = new Set([
  "/",
  "/*",
  "/healthz",
  "/verify",
  // Each by the secret in its address alone.
  "/unsubscribe/:token",
  "/calendar/:token",
  "/verify/verify-receipt.mjs",
  "/.well-known/receipt-keys.json",
  "/brand/brand.css",
  "/brand/:logo",
  "/portal",
  "/portal/login",
  "/portal/login-sent",
  "/portal/link/:token",
  "/portal/link/:token/fresh",
  "/portal/invitation/:token",
  "/portal/invitation/:token/fresh",
  "/portal/forgot",
  "/portal/reset/:token",
  "/portal/reset/:token/fresh",
  "/portal/logout",
  "/staff",
  "/staff/first-run",
  "/staff/login",
  "/staff/invitation/:token",
  "/staff/invitation/:token/fresh",
  "/staff/forgot",
  "/staff/reset/:token",
  "/staff/reset/:token/fresh",
  "/staff/logout",
  "/staff/second-factor",
  "/staff/second-factor/recovery",
]);

/** The params of a path, each with the word that stands before it, or its own name where another param does: [["projects", "id"], ["move", "move"]]. */
export function paramsOf(path: string): [noun: string, name: string][] {
  const parts = path.split("/");
  return parts.flatMap((part, index) => {
    if (!part.startsWith(":")) return [];
    const [name, before] = [part.slice(1).replace("?", ""), parts[index - 1]!];
    return [[before.startsWith(":") || name === "token" ? name : before, name]];
  });
}

/** "/portal/projects/:id" with its params filled in. */
export const fill = (path: string, params: Record<string, string>) => path.replace(/:(\w+)\??/g, (_, name: string) => params[name] ?? `no-${name}`);
