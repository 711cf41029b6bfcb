import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** A part of a multipart form, as a browser writes it: a field, or a file where there is a name of one. */
export type Part = { name: string; value: string } | { name: string; filename: string; content: Buffer | string; type?: string };

const BOUNDARY = "----parlour-test-boundary-7d5a";

/** The bytes of a form with files, in the order given. */
export const multipart = (parts: Part[]) =>
  Buffer.concat([
    ...parts.map((part) =>
      "filename" in part
        ? Buffer.concat([
            Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${part.name}"; filename="${part.filename.replace(/"/g, "%22").replace(/\r/g, "%0D").replace(/\n/g, "%0A")}"\r\nContent-Type: ${part.type ?? "application/octet-stream"}\r\n\r\n`),
            Buffer.from(part.content),
            Buffer.from("\r\n"),
          ])
        : Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${part.name}"\r\n\r\n${part.value}\r\n`),
    ),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);

/** Somebody at the other end of a real connection, with cookies of their own. */
export const onSocket = (url: string, cookie: string) => {
  const open = (method: string, path: string, headers: Record<string, string | number> = {}): ClientRequest =>
    request(new URL(path, url), { method, agent: false, headers: { Cookie: cookie, ...(method === "POST" ? { Origin: url } : {}), ...headers } });
  const answered = async (sent: ClientRequest) => ((await once(sent, "response")) as [IncomingMessage])[0];

  return {
    async get(path: string, headers: Record<string, string> = {}, method = "GET") {
      const answer = await answered(open(method, path, headers).end());
      return { status: answer.statusCode!, headers: answer.headers, body: await text(answer) };
    },
    /** The answer while it is still coming: nothing of its body is read yet. */
    begin: async (path: string) => answered(open("GET", path).end()),
    async post(path: string, body: Buffer) {
      const sent = open("POST", path, { "Content-Type": `multipart/form-data; boundary=${BOUNDARY}`, "Content-Length": body.length });
      const answer = await answered(sent.end(body));
      return { status: answer.statusCode!, headers: answer.headers, body: await text(answer) };
    },
    /** A form of which only the first part is sent; the rest is the caller's. */
    half(path: string, body: Buffer, share = 0.5) {
      const sent = open("POST", path, { "Content-Type": `multipart/form-data; boundary=${BOUNDARY}`, "Content-Length": body.length });
      const cut = Math.floor(body.length * share);
      sent.on("error", () => {});
      sent.write(body.subarray(0, cut));
      return { sent, rest: body.subarray(cut), answer: () => answered(sent) };
    },
  };
};
