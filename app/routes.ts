import { type RouteConfig, index, prefix, route } from "@remix-run/route-config";
import { portal } from "./portal/routes.ts";
import { staff } from "./staff/routes.ts";

export default [index("server/index.ts"), ...portal, ...staff, ...prefix("brand", [route("brand.css", "agency/brand.ts"), route(":logo", "agency/logo.ts")]), route("verify", "server/verify.tsx"), route("verify/verify-receipt.mjs", "server/verifier.ts"), route(".well-known/receipt-keys.json", "server/receipt-keys.ts"), route("unsubscribe/:token", "server/unsubscribe.tsx"), route("calendar/:token", "server/calendar.ts"), route("healthz", "server/healthz.ts"), route("*", "server/nowhere.tsx")] satisfies RouteConfig;
