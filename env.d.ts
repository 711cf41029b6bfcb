/// <reference types="vite/client" />
import "@remix-run/node";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
  /** What the front tells every loader and action; all of it absent under plain remix-serve. */
  interface AppLoadContext {
    /** The client's address, read through the trusted proxies only. */
    clientAddress?: string;
    /** Names this request in the log and on error pages. */
    requestId?: string;
    /** The content security policy's nonce for this response. */
    nonce?: string;
    /** Settles when the client has taken what was written so far: file streams wait for it. */
    drained?: () => Promise<void>;
    /** Put here by the loader of a page that answers with a file; entry.server sends it in the page's place. */
    answer?: (request: Request) => Promise<Response>;
  }
}
