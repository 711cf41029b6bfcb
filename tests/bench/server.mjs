// One of the things compared: our front, plain remix-serve, or React's renderToString of the same pages, on the same build.
//   node tests/bench/server.mjs front|remix-serve|alone PORT ROUTES
import { createServer } from "node:http";
import { writeFileSync, mkdirSync } from "node:fs";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { RemixServer } from "@remix-run/react";
import { createRequestHandler } from "@remix-run/node";

const [, , what, port, atLeast] = process.argv;
// The same build with empty routes added until there are enough: what a grown portal would have.
mkdirSync("build/bench", { recursive: true });
writeFileSync(
  "build/bench/index.js",
  `export * from "../server/index.js";
import * as build from "../server/index.js";
const empty = (count) => Object.fromEntries(Array.from({ length: Math.max(0, count) }, (_, at) => [\`routes/empty-\${at}\`, { id: \`routes/empty-\${at}\`, parentId: "root", path: \`empty-\${at}/:id/page\`, module: {} }]));
export const routes = { ...build.routes, ...empty(${Number(atLeast)} - Object.keys(build.routes).length) };
export const assets = { ...build.assets, routes: { ...Object.fromEntries(Object.entries(routes).map(([id, { path, parentId, index }]) => [id, { id, path, parentId, index, module: "/assets/empty.js", hasLoader: false, hasAction: false, imports: [] }])), ...build.assets.routes } };
`,
);

if (what === "remix-serve") {
  process.env.PORT = port;
  process.argv = [process.argv[0], "remix-serve", "build/bench/index.js"];
  await import("@remix-run/serve/dist/cli.js");
} else {
  const build = await import("../../build/bench/index.js");
  if (what === "front") {
    const { startFront } = await import("../../build/front/index.js");
    await startFront({ build, port: Number(port), working: false });
  } else alone(build);
  console.log("listening at http://");
}

/** Loads a page as the portal does, for every request anew, and then measures React's part alone. */
function alone(build) {
  const caught = {
    ...build,
    entry: {
      module: {
        ...build.entry.module,
        default(request, _status, headers, context) {
          const ids = new Set(["root", ...context.staticHandlerContext.matches.map(({ route }) => route.id)]);
          const only = (all) => Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
          const page = createElement(RemixServer, { context: { ...context, serverHandoffStream: undefined, manifest: { ...context.manifest, routes: only(context.manifest.routes) }, routeModules: only(context.routeModules) }, url: request.url });
          const began = process.cpuUsage();
          const html = renderToString(page);
          const { user, system } = process.cpuUsage(began);
          headers.set("X-Used", String(user + system));
          return new Response(html, { headers });
        },
      },
    },
  };
  const handler = createRequestHandler(caught, "production");
  createServer(async (req, res) => {
    const answer = await handler(new Request(`http://localhost:${port}${req.url}`, { headers: { Cookie: req.headers.cookie ?? "" } }));
    res.setHeader("X-Used", answer.headers.get("X-Used") ?? "0");
    res.statusCode = answer.status;
    res.end(await answer.text());
  }).listen(Number(port));
}
