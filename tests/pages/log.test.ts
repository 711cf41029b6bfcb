import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { hashed } from "#app/lib/id.server.ts";
import { hashPassword } from "#app/people/passwords.server.ts";
import { people } from "#db/schema/index.ts";
import { dana, maya, packaging, tom } from "../support/cast.ts";
import { frontProcess } from "../support/front.ts";
import { builtPortal } from "../support/portal.ts";
import { visitor } from "../support/visitor.ts";

const { front: build } = await builtPortal();
const password = "a kettle under the stairs";
build.db.update(people).set({ passwordHash: await hashPassword(password) }).run();
const code = (key: string, steps = 0) => TOTP.generate({ secret: Secret.fromBase32(key.replaceAll(" ", "")), timestamp: Date.now() + steps * 30_000 });

/** Line breaks and words in everything a stranger may choose: each would be a line of its own in a log that does not encode. */
const forged = { agent: "Forged\tagent {\"level\":60,\"msg\":\"forged\"}", email: "forged\r\n{\"level\":60}@nowhere.example", file: "forged\r\n{\"level\":60}.pdf" };

test("L2: the log of a whole run holds no password, cookie, token, secret or code, and no line but its own", async () => {
  const front = await frontProcess();
  const secrets: string[] = [password];
  const ask = async (request: Request) => fetch(front.url + new URL(request.url).pathname + new URL(request.url).search, { method: request.method, headers: { ...Object.fromEntries(request.headers), "User-Agent": forged.agent }, body: request.body ? await request.arrayBuffer() : undefined, redirect: "manual" });
  const keepCookies = (one: ReturnType<typeof visitor>) => Object.values(one.jar).forEach((cookies) => secrets.push(...Object.values(cookies).filter((value) => value.length > 20)));
  const someone = visitor(ask);

  // Signing in and a second factor, from beginning to end.
  await someone.post("/staff/login", { email: forged.email, password: "not the one, and not logged" });
  await someone.post("/staff/login", { email: maya.email, password });
  keepCookies(someone);
  const path = "/staff/profile/second-factor";
  const shown = await someone.submit((await someone.get(path)).form(`${path}/begin`));
  const key = shown.root.querySelector("dd.num")!.text;
  const on = code(key);
  await someone.submit(shown.form(path), { code: "000001", currentPassword: password });
  const response = await someone.submit(shown.form(path), { code: on, currentPassword: password });
  const codes = response.root.querySelectorAll("ol.num li").map(({ text }) => text);
  expect(codes).toHaveLength(10);
  const again = visitor(ask);
  await again.post("/staff/login", { email: maya.email, password, to: "/staff/home?query=kept-out" });
  keepCookies(again);
  await again.post("/staff/second-factor", { code: "000002" });
  expect((await again.post("/staff/second-factor", { code: code(key, 1) })).url).toMatch(/^\/staff\/home/);
  keepCookies(again);

  // Mailed links, a file with a strange name, an address that is none.
  const link = "a-mailed-secret-of-forty-three-characters-xx";
  secrets.push(hashed(link), link);
  for (const page of ["link", "invitation", "reset"]) await someone.get(`/portal/${page}/${link}`);
  await someone.post(`/staff/reset/${link}`, { password: "another that is never logged" });
  const upload = new FormData();
  upload.append("files", new File(["%PDF-1.4"], forged.file, { type: "application/pdf" }));
  await again.send(`/staff/projects/${packaging.id}/documents/upload`, { method: "POST", body: upload });
  await someone.send("/portal/%0d%0a%7b%22level%22%3a60%7d");
  await someone.post("/portal/forgot", { email: dana.email });
  await someone.post("/staff/forgot", { email: tom.email });
  expect(await front.stop()).toBe(0);

  const log = front.lines.filter((line) => line.startsWith("{"));
  // Requests’ names are random, and might hold six digits by chance.
  const whole = front.lines.join("\n").replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "REQUEST");
  secrets.push(key, key.replaceAll(" ", ""), on, code(key, 1), ...codes, ...codes.map((code) => code.replace("-", "")), "000001", "000002", "not the one", "another that is never", "kept-out");
  expect(secrets.length).toBeGreaterThan(30);
  for (const secret of secrets) expect(whole.includes(secret), secret).toBe(false);
  for (const { email } of [maya, dana, tom]) expect(log.join("\n")).not.toContain(email);
  // Every line that looks like one of ours is one of ours.
  for (const line of log) expect([30, 40, 50]).toContain((JSON.parse(line) as { level: number }).level);
  expect(whole).not.toMatch(/"level":60|forged@|^Forged/m);
});
