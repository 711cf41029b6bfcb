import { expect, test } from "vitest";

// Read once, when it is first asked for: this file’s process is served by https.
process.env.PUBLIC_URL = "https://portal.test";
const { askedCookie, flashCookie, noSessionCookie, secretFrom, sessionCookie } = await import("#app/lib/cookies.server.ts");

test("C6: served by https every cookie is Secure, named so that only https can set it, and sent to its own face alone", () => {
  for (const face of ["portal", "staff"] as const)
    for (const cookie of [sessionCookie(face, "s"), noSessionCookie(face), flashCookie(face, "Done."), askedCookie(face, { kind: "reset", email: "dana@harborfinch.example", until: 0 })]) {
      expect(cookie).toMatch(new RegExp(`^__Secure-${face}`));
      expect(cookie).toMatch(new RegExp(`; Path=/${face}; HttpOnly; Secure; SameSite=Lax$`));
    }
});

test("C6: a session’s cookie without the prefix is not read there", () => {
  const read = (cookie: string) => secretFrom(new Request("https://portal.test/portal/home", { headers: { Cookie: cookie } }), "portal");
  expect([read("portal=planted"), read("__Secure-portal=ours")]).toEqual([undefined, "ours"]);
});
