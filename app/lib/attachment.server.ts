import contentDisposition from "content-disposition";

/** The header that names a download (RFC 6266): plain letters for old readers, the whole name (RFC 8187) for the others. */
export const attachmentNamed = (name: string) => contentDisposition(name, { fallback: name.replace(/[^\x20-\x7e]/gu, "_") });
