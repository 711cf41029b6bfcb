import fc from "fast-check";
import { expect, test } from "vitest";
import { type Discount, type Priced, type Tax, shareAt, split, standing, totalsOf } from "#app/invoices/totals.ts";
import { discountFrom, discountTyped, priceFrom, priceTyped, quantityWords } from "#app/invoices/typed.ts";
import { MOST, minorFrom, scaledFrom } from "#app/lib/money.ts";

const tax = (...rates: number[]): Tax => ({ id: rates.join(), name: `Tax ${rates.join()}`, parts: rates.map((rate, index) => ({ name: `Tax ${index}`, rate })), note: "" });
const line = (quantity: number, price: number, charged: Tax | null = null, discount: Discount = null): Priced => ({ quantity: quantity * 10_000, price: price * 100, discount, tax: charged });
const of = (lines: Priced[], discount: Discount = null, pricesInclude = false) => totalsOf({ lines, discount, pricesInclude });
const percent = (rate: number): Discount => ({ kind: "percent", rate: rate * 1000 });
const amount = (minor: number): Discount => ({ kind: "amount", amount: minor });
const short = ({ net, tax, total }: ReturnType<typeof totalsOf>) => [net, tax, total];

test("R5: tax is rounded half away from zero, also below it: 321.50 at 19 % is 61.09, −321.50 is −61.09", () => {
  expect([shareAt(32150, 19_000), shareAt(-32150, 19_000)]).toEqual([6109, -6109]);
  expect(short(of([line(1, -32150, tax(19_000))]))).toEqual([-32150, -6109, -38259]);
});

test("R5: tax is charged once, on the sum of its lines: 55.55 + 11.11 at 23 % is 15.33", () => {
  expect(short(of([line(1, 5555, tax(23_000)), line(1, 1111, tax(23_000))]))).toEqual([6666, 1533, 8199]);
});

test("R5: 348.35 × 16 less 4 % at 22 % is 5350.66 + 1177.15 = 6527.81", () => {
  const { lines, ...totals } = of([line(16, 34835, tax(22_000), percent(4))]);
  expect(lines).toEqual([{ gross: 557360, discount: 22294, net: 535066 }]);
  expect([totals.net, totals.tax, totals.total]).toEqual([535066, 117715, 652781]);
});

test("R5: 8500 − 7500 at 19 % is 1190.00", () => {
  expect(short(of([line(1, 850000, tax(19_000)), line(-1, 750000, tax(19_000))]))).toEqual([100000, 19000, 119000]);
});

test("R5: two taxes on one line: 140 at 5 % and 9.975 % is 7.00 + 13.97 = 160.97", () => {
  const totals = of([line(1, 14000, tax(5000, 9975))]);
  expect(totals.taxes.map((one) => [one.rate, one.base, one.tax])).toEqual([[5000, 14000, 700], [9975, 14000, 1397]]);
  expect(totals.total).toBe(16097);
});

test("R5: 19935.66 at 15 % is 2990.35", () => {
  expect(of([line(1, 1993566, tax(15_000))]).tax).toBe(299035);
});

test("R5: the mock’s invoice: hours less 10 %, goods at 5.5 %, comes to 4,266.95", () => {
  const hours = percent(10);
  const lines = [line(18.5, 11500, null, hours), line(14, 11500, null, hours), line(1, 65000), line(2, 12000, tax(5500))];
  const totals = of(lines);
  expect(totals.lines.map(({ gross }) => gross)).toEqual([212750, 161000, 65000, 24000]);
  expect([totals.lines.reduce((sum, { gross }) => sum + gross, 0), totals.lines.reduce((sum, { discount }) => sum + discount, 0), totals.tax, totals.total]).toEqual([462750, 37375, 1320, 426695]);
});

test("R5: the mock’s draft: 5.5 % on 385.00 is 21.18, in all 4,091.18", () => {
  expect(short(of([line(12.5, 11000), line(21, 11000), line(1, 38500, tax(5500))]))).toEqual([407000, 2118, 409118]);
});

test("R5: a document’s discount is split over its rates by largest remainder, the earlier first where they tie", () => {
  expect(split(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(split(1, [1, 2, 2])).toEqual([0, 1, 0]);
  expect(split(10, [0, 5])).toEqual([0, 10]);
  expect(split(7, [])).toEqual([]);
  const totals = of([line(1, 10000, tax(19_000)), line(1, 20000, tax(7000))], amount(1000));
  expect(totals.taxes.map(({ base }) => base)).toEqual([9667, 19333]);
  expect([totals.discount, totals.net, totals.tax]).toEqual([1000, 29000, 1837 + 1353]);
});

test("R5: prices that hold their tax: 119.00 at 19 % holds 19.00, and the total is what was asked", () => {
  expect(short(of([line(1, 11900, tax(19_000))], null, true))).toEqual([10000, 1900, 11900]);
  expect(short(of([line(1, 11498, tax(5000, 9975))], null, true))).toEqual([10000, 500 + 998, 11498]);
});

test("R5: reverse charge charges nothing, and says why", () => {
  const reverse: Tax = { id: "r", name: "Reverse charge", parts: [], note: "Tax is accounted for by the recipient." };
  const totals = of([line(1, 10000, reverse), line(1, 5000)]);
  expect(totals.taxes).toEqual([{ name: "Reverse charge", rate: 0, base: 10000, tax: 0, note: "Tax is accounted for by the recipient." }]);
  expect(totals.total).toBe(15000);
});

test("R5: currencies have their own digits: yen have none, dinars three; a price may have two more than its currency", () => {
  expect([priceFrom("1500", "JPY", "en-US"), priceFrom("1.234", "KWD", "en-US"), priceFrom("0.1925", "USD", "en-US")]).toEqual([150000, 123400, 1925]);
  expect([priceTyped(150000, "JPY"), priceTyped(123400, "KWD"), priceTyped(1925, "USD"), priceTyped(1100000, "USD")]).toEqual(["1500", "1.234", "0.1925", "110.00"]);
  expect(totalsOf({ lines: [{ quantity: 20_000_000, price: 1925, discount: null, tax: null }], discount: null, pricesInclude: false }).total).toBe(38500);
  expect(totalsOf({ lines: [{ quantity: 30_000, price: 33_350, discount: null, tax: tax(10_000) }], discount: null, pricesInclude: false })).toMatchObject({ net: 1001, tax: 100, total: 1101 });
});

test("R5: what is no discount is refused; what is one is written as it was typed", () => {
  expect([discountFrom("", "USD", "en-US"), discountFrom("0", "USD", "en-US"), discountFrom("10%", "USD", "en-US"), discountFrom("2.5 %", "USD", "en-US"), discountFrom("50", "USD", "en-US")]).toEqual([null, null, percent(10), percent(2.5), amount(5000)]);
  expect(["-5", "101%", "ten", "1e309", "-1%", "1e309%"].map((typed) => discountFrom(typed, "USD", "en-US"))).toEqual(Array(6).fill(undefined));
  expect([discountTyped(percent(2.5), "USD"), discountTyped(amount(5000), "USD"), discountTyped(null, "USD")]).toEqual(["2.5%", "50.00", ""]);
});

const rates = fc.integer({ min: 0, max: 30_000 });
const anyTax = fc.option(fc.array(rates, { minLength: 0, maxLength: 3 }).map((parts) => tax(...parts)), { nil: null });
const anyLine = (discount: fc.Arbitrary<Discount>) => fc.record({ quantity: fc.integer({ min: 1, max: 10_000_000 }), price: fc.integer({ min: 0, max: 100_000_000 }), discount, tax: anyTax });
const anyPercent = fc.option(fc.integer({ min: 0, max: 100_000 }).map((rate): Discount => ({ kind: "percent", rate })), { nil: null });
const anyInvoice = fc.record({ lines: fc.array(anyLine(anyPercent), { minLength: 1, maxLength: 30 }), discount: anyPercent, pricesInclude: fc.boolean() });
const sum = (amounts: number[]) => amounts.reduce((one, other) => one + other, 0);

test("R5: lines add up to the subtotal, taxes to the tax, and all of it to the total, whatever is billed", () => {
  fc.assert(
    fc.property(anyInvoice, (invoice) => {
      const { lines, subtotal, discount, taxes, net, tax, total } = totalsOf(invoice);
      expect(lines.every(({ gross, discount, net }) => gross - discount === net)).toBe(true);
      expect(sum(lines.map(({ net }) => net))).toBe(subtotal);
      expect(sum(taxes.map(({ tax }) => tax))).toBe(tax);
      expect(net + tax).toBe(total);
      expect(invoice.pricesInclude ? total : net).toBe(subtotal - discount);
      expect([...lines.flatMap(Object.values), net, tax, total].every(Number.isSafeInteger)).toBe(true);
      expect(total).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("R5: splitting loses no cent, takes no more than its share and a cent, and nothing of what weighs nothing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MOST }), fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 }), (amount, weights) => {
      const parts = split(amount, weights);
      const whole = sum(weights);
      expect(sum(parts)).toBe(amount);
      if (whole) weights.forEach((weight, index) => expect(Number(BigInt(parts[index]!) * BigInt(whole) - BigInt(amount) * BigInt(weight)) / whole).toBeLessThan(weight ? 1 : 1e-9));
    }),
  );
  fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (amount, weights) => sum(split(amount, weights)) === amount));
});

test("R5: the order of lines changes neither net nor tax nor total", () => {
  fc.assert(
    fc.property(anyInvoice, (invoice) => {
      const { net, tax, total } = totalsOf({ ...invoice, discount: null });
      const turned = totalsOf({ ...invoice, discount: null, lines: [...invoice.lines].reverse() });
      expect([turned.net, turned.tax, turned.total]).toEqual([net, tax, total]);
    }),
  );
});

test("R5: payments and credits never drive a balance below zero, and nothing that was paid is lost", () => {
  const money = fc.integer({ min: 0, max: MOST });
  fc.assert(
    fc.property(money, money, money, (total, paid, credited) => {
      const { balance, excess } = standing({ total, paid, credited });
      expect(balance).toBeGreaterThanOrEqual(0);
      expect(excess).toBeGreaterThanOrEqual(0);
      expect(total - paid - credited).toBe(balance - excess);
      expect(Math.min(balance, excess)).toBe(0);
    }),
  );
});

test("R5: prices and quantities can be typed back as they are shown", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: MOST }), fc.constantFrom("USD", "EUR", "JPY", "KWD"), (price, currency) => priceFrom(priceTyped(price, currency), currency, "en-US") === price));
  fc.assert(fc.property(fc.integer({ min: 1, max: MOST }), (quantity) => scaledFrom(quantityWords(quantity), 4, "en-US") === quantity));
  expect(minorFrom("1e309", "USD")).toBeUndefined();
});
