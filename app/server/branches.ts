import { createRequestHandler } from "@remix-run/express";
import type { GetLoadContextFunction, RequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import findMyWay from "find-my-way";

type Route = NonNullable<ServerBuild["routes"][string]>;
/** A route as the router knows it, with its children under it. */
type Branched = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children?: Branched[] };

/**
 * Remix works through every route of its manifest for every request. Here a radix tree finds the branch an address
 * belongs to, and a handler built from that branch alone answers: the same bytes, at a fraction of the work. What the
 * tree does not know for certain, the whole build answers.
 */
export function branchesOf(build: ServerBuild, { getLoadContext }: { getLoadContext: GetLoadContextFunction }): RequestHandler {
  const handlerFor = (of: ServerBuild) => createRequestHandler({ build: of, getLoadContext, mode: process.env.NODE_ENV });
  const whole = handlerFor(build);
  const made = new Map<string, RequestHandler>();
  const find = branchFinder(build);

  return (req, res, next) => {
    const branch = find(req.originalUrl);
    if (!branch) return whole(req, res, next);
    const key = branch.join(" ");
    if (!made.has(key)) made.set(key, handlerFor(prunedTo(branch, build)));
    return made.get(key)!(req, res, next);
  };
}

/** Gives the ids of the routes an address is made of, outermost first; undefined where only the whole build can tell. */
export function branchFinder(build: ServerBuild) {
  const tree = treeOf(build.routes);
  const ways = findMyWay({ caseSensitive: false, ignoreTrailingSlash: true });
  for (const pattern of patternsOf(tree)) {
    // The router itself says which routes an example of the pattern leads to: ranks and index routes are its business.
    const matches = matchRoutes(tree as Parameters<typeof matchRoutes>[0], pattern.replace(/:\w+/g, "example-of-one"));
    const branch = matches?.map(({ route }) => route.id!);
    if (branch) ways.on("GET", pattern, () => {}, branch);
  }

  return (url: string): string[] | undefined => {
    const at = url.search(/[?#]/);
    const path = at < 0 ? url : url.slice(0, at);
    // Anything unusual (encoded, doubled slashes) is left to the router's own reading.
    if (!/^(\/|(\/[\w.~-]+)+\/?)$/.test(path) || /[?&]_data\b/.test(url)) return undefined;
    return ways.find("GET", path.replace(/^\/_root\.data$/, "/").replace(/\.data$/, ""))?.store as string[] | undefined;
  };
}

/** The build, as if it had no routes but these. */
export const prunedTo = (branch: string[], build: ServerBuild): ServerBuild => {
  const only = <T>(all: Record<string, T>) => Object.fromEntries(branch.map((id) => [id, all[id]!]));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
};

export function treeOf(routes: ServerBuild["routes"], parentId?: string): Branched[] {
  return (Object.values(routes) as Route[])
    .filter((route) => (route.parentId || undefined) === parentId)
    .map(({ id, path, index, caseSensitive }) => (index ? { id, path, index } : { id, path, caseSensitive, children: treeOf(routes, id) }));
}

/** Every address pattern of the tree, parameters by position, optional parts with and without. Splats are left to the whole build. */
function patternsOf(tree: Branched[], above = ""): Set<string> {
  const patterns = new Set<string>();
  for (const { path, index, children } of tree) {
    for (const here of variantsOf(`${above}/${path ?? ""}`)) {
      if ((path !== undefined || index) && !here.includes("*")) patterns.add(numbered(here));
      for (const below of patternsOf(children ?? [], here)) patterns.add(below);
    }
  }
  return patterns;
}

function variantsOf(pattern: string): string[] {
  const segments = pattern.split("/").filter(Boolean);
  const optional = segments.findIndex((segment) => segment.endsWith("?"));
  if (optional < 0) return [`/${segments.join("/")}`];
  const without = segments.toSpliced(optional, 1).join("/");
  const having = segments.with(optional, segments[optional]!.slice(0, -1)).join("/");
  return [...variantsOf(having), ...variantsOf(without)];
}

function numbered(pattern: string) {
  let count = 0;
  return pattern.replace(/:\w+/g, () => `:p${++count}`);
}
