import { parseOptions } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { newPassword } from "#app/people/forms.server.ts";
import { DEMO_PASSWORD, cost, hashPassword, isRightPassword, nobodys, requireUncommon } from "#app/people/passwords.server.ts";

test("A10: a password is kept exactly: long, with spaces at its ends, in any script", async () => {
  for (const password of ["  two spaces before and after  ", "пароль из шести слов", "🦉🦉🦉🦉🦉🦉 and an owl", "x".repeat(1024), "Å combined or not", "Å combined or not"]) {
    expect(newPassword.parse(password)).toBe(password);
    const hash = await hashPassword(password);
    expect(await isRightPassword(hash, password)).toBe(true);
    expect(await isRightPassword(hash, password.trim() === password ? `${password} ` : password.trim())).toBe(false);
  }
  expect(await isRightPassword(await hashPassword("Å combined or not"), "Å combined or not".normalize("NFD"))).toBe(false);
});

test("A10: twelve characters, as people count them, and no more than 1,024", () => {
  expect(newPassword.safeParse("elevenchars").success).toBe(false);
  expect(newPassword.safeParse("🦉🦉🦉🦉🦉🦉🦉").success).toBe(false);
  expect(newPassword.safeParse("twelve chars").success).toBe(true);
  expect(newPassword.safeParse("x".repeat(1025)).success).toBe(false);
});

test("A10: what is tried first is refused: common ones, and words about the person or the firm", () => {
  const about = ["Dana Whitfield", "dana@harborfinch.example", "Northlight Studio"];
  for (const password of ["password1234", "Password1234", "qwertyuiop12", "sunshine2024!", "aaaaaaaaaaaa", "abcabcabcabc", "northlight2025", "Whitfield-1234", "harborfinch!!", DEMO_PASSWORD])
    expect(() => requireUncommon(password, about), password).toThrow("easy to guess");
  for (const password of ["correct horse battery staple", "a kettle under the stairs", "mist over Whitfield meadow"]) expect(() => requireUncommon(password, about), password).not.toThrow();
});

test("A1: an unknown account costs the same: its stand-in is hashed with the same settings, and nothing opens it", async () => {
  const { memoryCost, timeCost, parallelism, algorithm } = parseOptions(nobodys);
  expect({ memoryCost, timeCost, parallelism }).toEqual(cost);
  expect(algorithm).toBe(parseOptions(await hashPassword("a kettle under the stairs")).algorithm);
  expect(await isRightPassword(null, "a kettle under the stairs")).toBe(false);
});

test("S1: the demo’s password opens nothing where Parlour is served to more than this machine", async () => {
  // The tests’ PUBLIC_URL is no loopback address.
  expect(await isRightPassword(await hashPassword(DEMO_PASSWORD), DEMO_PASSWORD)).toBe(false);
});
