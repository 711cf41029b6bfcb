import { attachmentNamed } from "#app/lib/attachment.server.ts";
// oxlint-disable-next-line import/default -- the bundler gives the file's text under this address
import verifier from "../receipts/verify-receipt.mjs?raw";

/** What checks receipts without us: the very file this portal checks them with. */
export const loader = () => new Response(verifier, { headers: { "Content-Type": "text/javascript; charset=utf-8", "Content-Disposition": attachmentNamed("verify-receipt.mjs"), "Cache-Control": "no-cache" } });
