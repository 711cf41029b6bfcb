/** Paths that carry a token: kept out of the log, and out of what browsers tell other sites. */
const tokenPath = /^(\/(?:portal|staff)\/(?:link|invitation|reset)|\/(?:unsubscribe|calendar))\/.+/s;

export const carriesToken = (path: string) => tokenPath.test(path);
/** A path as the log may hold it: without query, without token, not endless. */
export const pathForLog = (url: string) => url.replace(/[?#].*$/s, "").replace(tokenPath, "$1/…").slice(0, 300);
