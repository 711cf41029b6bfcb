import fc from "fast-check";
import { expect, test } from "vitest";
import { decimal, divided, exponentOf, minorFrom, money, priced } from "#app/lib/money.ts";

test("a currency has its own digits", () => {
  expect([exponentOf("USD"), exponentOf("JPY"), exponentOf("KWD")]).toEqual([2, 0, 3]);
});

test.for([
  ["7,850.00", "USD", 785000],
  ["7850", "USD", 785000],
  ["7.850,00", "EUR", 785000],
  ["$ 1,234", "USD", 123400],
  ["1'000.50", "CHF", 100050],
  ["0.5", "USD", 50],
  [".5", "USD", 50],
  ["12,5", "EUR", 1250],
  ["−12.50", "USD", -1250],
  ["1,000", "JPY", 1000],
  ["1.234", "KWD", 1234],
  ["1,234.567", "KWD", 1234567],
  ["12.345", "USD", undefined],
  ["1.2345", "USD", undefined],
  ["1,23,4", "USD", undefined],
  ["ten", "USD", undefined],
  ["", "USD", undefined],
  ["1e309", "USD", undefined],
  ["99999999999999999999", "USD", undefined],
] as const)("R5: %s in %s is %s minor units", ([typed, currency, minor]) => {
  expect(minorFrom(typed, currency)).toBe(minor);
});

test("one mark before three digits is what the locale says it is", () => {
  expect([minorFrom("12.345", "EUR", "de-DE"), minorFrom("12,345", "EUR", "de-DE"), minorFrom("12,345", "EUR", "en-US"), minorFrom("12.345,67", "EUR", "en-US")]).toEqual([1234500, undefined, 1234500, 1234567]);
});

test("an amount is written as the locale has it, the sign before it", () => {
  expect(money(640000, "USD", "en-US")).toBe("$6,400.00");
  expect(money(-1250, "USD", "en-US")).toBe("−$12.50");
  expect(money(1500, "JPY", "en-US")).toBe("¥1,500");
});

test("what is written can be read again", () => {
  fc.assert(fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), fc.constantFrom("USD", "EUR", "JPY", "KWD"), (minor, currency) => minorFrom(money(minor, currency, "en-US"), currency) === minor && minorFrom(decimal(minor, exponentOf(currency)), currency) === minor));
});

test("half is rounded away from zero, also below it", () => {
  expect([divided(5n, 10n), divided(-5n, 10n), divided(4n, 10n), divided(15n, 10n), divided(-15n, 10n)]).toEqual([1, -1, 0, 2, -2]);
  expect([priced(34835, 1600, 2), priced(150, 33, 2)]).toEqual([557360, 50]);
});
