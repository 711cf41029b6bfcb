import { once } from "node:events";
import { type AddressInfo, type Socket, createServer } from "node:net";
import { type LetterRead, letterRead } from "./letters.ts";

/** What the server answers at a step, or undefined for its yes; it may also cut the line. */
export interface Manner {
  greeting?: string;
  mail?: string;
  recipient?: string;
  data?: string;
  /** After the last line of the letter: answer with this, or "hang up" when it has it all. */
  end?: string | "hang up";
  /** Called when a letter has come in whole, before the answer. */
  has?: (letter: Received) => void | Promise<void>;
}
export type Received = LetterReadless & { from: string; recipients: string[]; raw: string };
type LetterReadless = Omit<LetterRead, "file">;

/** A mail server on loopback that keeps what it is given. `manner` may be changed while it runs. */
export async function mailServer(manner: Manner = {}) {
  const letters: Received[] = [];
  const sockets = new Set<Socket>();
  let arrive: () => void;
  const visited = new Promise<void>((resolve) => (arrive = resolve));
  const server = createServer((socket) => {
    arrive();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    converse(socket, manner, letters);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    manner,
    /** Settles when somebody has first called. */
    visited,
    async close() {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((closed) => server.close(closed));
    },
  };
}

function converse(socket: Socket, manner: Manner, letters: Received[]) {
  const say = (answer: string) => void socket.write(`${answer}\r\n`);
  let heard = "";
  let from = "";
  let recipients: string[] = [];
  let inLetter = false;
  say(manner.greeting ?? "220 here");
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    heard += chunk;
    for (;;) {
      const end = heard.indexOf(inLetter ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      const said = heard.slice(0, end);
      heard = heard.slice(end + (inLetter ? 5 : 2));
      if (inLetter) {
        inLetter = false;
        const raw = said.replace(/^\.\./gm, ".");
        const letter = { raw, from, recipients, ...letterRead(raw) };
        letters.push(letter);
        void Promise.resolve(manner.has?.(letter)).then(() => (manner.end === "hang up" ? socket.destroy() : say(manner.end ?? "250 taken")));
      } else if (/^(EHLO|HELO|RSET|NOOP)/i.test(said)) say("250 well");
      else if (/^MAIL FROM:/i.test(said)) {
        from = addressIn(said);
        recipients = [];
        say(manner.mail ?? "250 well");
      } else if (/^RCPT TO:/i.test(said)) {
        recipients.push(addressIn(said));
        say(manner.recipient ?? "250 well");
      } else if (/^DATA/i.test(said)) {
        inLetter = !manner.data;
        say(manner.data ?? "354 go on");
      } else if (/^QUIT/i.test(said)) {
        say("221 bye");
        socket.end();
      } else say("502 what?");
    }
  });
}

const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? "";
