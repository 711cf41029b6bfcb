import { keySet } from "#app/receipts/keys.server.ts";

/** The public half of every key that ever signed a receipt here, as a JWK Set. */
export const loader = () => new Response(`${JSON.stringify(keySet(), null, 2)}\n`, { headers: { "Content-Type": "application/jwk-set+json", "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" } });
