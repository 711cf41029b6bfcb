import { PDFiumLibrary } from "@hyzyla/pdfium";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { db } from "#db/client.server.ts";
import { contacts } from "#db/schema/index.ts";
import { BankForm, ClientBillingForm, ReasonForm, RefundForm } from "#app/invoices/forms.server.ts";
import { creditOf, invoices } from "#app/invoices/invoices.server.ts";
import { howToPay, invoiceFor, owedBy } from "#app/invoices/owing.server.ts";
import { creditNotePaper, invoicePaper } from "#app/invoices/paper.server.ts";
import { periodFrom, statementOf, statementPaper } from "#app/invoices/statement.server.ts";
import { epcCode, ibanWords } from "#app/invoices/transfer.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { Contact } from "#app/people/viewer.ts";
import { dana, freshStory, harbor, joan, maya, meridian, packaging, ruth, tom } from "../support/story.ts";
import * as act from "./stage.ts";

const request = (path = "/portal/invoices") => new Request(`http://localhost${path}`);
const without: Contact = { ...dana, can: { ...dana.can, viewInvoices: false } };
const year = { from: "2025-01-01", to: "2025-12-31" };

beforeEach(() => {
  freshStory();
  act.onDay("2025-11-20");
});

describe("what a client reads", () => {
  test("the list: number, dates, total, balance, exact days and badges, each currency by itself", () => {
    const paid = act.sent();
    act.payNow(paid, "1000.00");
    act.sent({ dueOn: "2025-11-20" });
    act.billClient(maya, harbor.id, ClientBillingForm.parse({ currency: "EUR" }));
    act.sent({ dueOn: "2025-11-20" });
    act.onDay("2025-12-20");
    const { rows, figures } = owedBy(dana, request());
    expect(rows.map(({ balance, daysLate, badges }) => [balance, daysLate, badges.map(({ label }) => label).join()])).toEqual([["€1,000.00", 30, "30d"], ["$1,000.00", 30, "30d"], [null, 0, "Paid"]]);
    expect(figures).toEqual({ outstanding: expect.arrayContaining(["$1,000.00", "€1,000.00"]), overdue: expect.arrayContaining(["$1,000.00", "€1,000.00"]), paid: ["$1,000.00"], credit: [] });
  });

  test("the invoice: movements, Outstanding, and credit where more was paid", () => {
    const id = act.sent();
    act.payNow(id, "400.00");
    act.creditNow(id, "100.00");
    const read = invoiceFor(dana, id, request());
    expect(read.since.map(({ amount }) => amount)).toEqual(["−$400.00", "−$100.00"]);
    expect([read.total, read.outstanding]).toEqual(["$1,000.00", "$500.00"]);
    act.payNow(id, "600.00");
    expect(invoiceFor(dana, id, request())).toMatchObject({ outstanding: "None", excess: "$100.00", credit: "$100.00", pay: null });
    expect(owedBy(dana, request()).figures.credit).toEqual(["$100.00"]);
  });

  test("Z2, Z6: a draft, another client’s, and anything at all without the permission is not there", async () => {
    const [draft, sent, theirs] = [act.written(), act.sent(), act.sent({}, meridian)];
    act.creditNow(sent, "100.00");
    const note = (await import("#app/invoices/invoices.server.ts")).creditNotesOf({ id: sent, clientId: harbor.id })[0]!.id;
    for (const id of [draft, theirs]) expect(() => invoiceFor(dana, id, request())).toThrow(NotFound);
    await expect(invoicePaper(dana, theirs)).rejects.toThrow(NotFound);
    await expect(creditNotePaper(joan, sent, note)).rejects.toThrow(NotFound);
    expect(() => owedBy(without, request())).toThrow(NotFound);
    expect(() => invoiceFor(without, sent, request())).toThrow(NotFound);
    expect(() => statementOf(without, harbor.id, year)).toThrow(NotFound);
    expect(() => statementOf(dana, meridian.id, year)).toThrow(NotFound);
    expect(() => statementOf(tom, harbor.id, year)).toThrow(NotFound);
    await expect(invoicePaper(without, sent)).rejects.toThrow(NotFound);
    await expect(statementPaper(without, harbor.id, year)).rejects.toThrow(NotFound);
    db.update(contacts).set({ canViewInvoices: false }).where(eq(contacts.id, dana.id)).run();
    expect(() => act.dispute(without, sent, { reason: "?" })).toThrow(NotFound);
  });
});

describe("where to pay", () => {
  const sepa = { holder: "Nordlicht Studio", iban: "DE02120300000000202051", bic: "BYLADEM1001", currency: "EUR", amount: 12345, reference: "INV-0001" };

  test("a SEPA transfer is written as EPC069-12 says", () => {
    expect(epcCode(sepa)).toBe("BCD\n002\n1\nSCT\nBYLADEM1001\nNordlicht Studio\nDE02120300000000202051\nEUR123.45\n\n\nINV-0001");
    expect(epcCode({ ...sepa, amount: 1 })).toContain("EUR0.01");
    expect([epcCode({ ...sepa, currency: "USD" }), epcCode({ ...sepa, iban: "" }), epcCode({ ...sepa, iban: "SA0380000000608010167519" }), epcCode({ ...sepa, amount: 0 }), epcCode({ ...sepa, amount: 100_000_000_000 })]).toEqual([null, null, null, null, null]);
    expect(ibanWords(sepa.iban)).toBe("DE02 1203 0000 0000 2020 51");
  });

  test("no name or reference breaks the format: lines stay lines, and it fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 1, max: 99_999_999_999 }), (holder, reference, amount) => {
        const text = epcCode({ ...sepa, holder, reference, amount });
        if (text === null) return;
        expect(text.split("\n")).toHaveLength(11);
        expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(331);
      }),
    );
  });

  test("changed bank details are announced on an invoice sent before, on none sent after", () => {
    const bank = (iban: string) => BankForm.parse({ holder: "Northlight Studio", iban });
    act.proposeBank(ruth, bank("DE02120300000000202051"));
    act.billClient(maya, harbor.id, ClientBillingForm.parse({ currency: "EUR" }));
    const before = act.sent();
    expect(invoiceFor(dana, before, request()).pay).toMatchObject({ iban: "DE02 1203 0000 0000 2020 51", changedAt: null, code: { size: expect.any(Number) } });
    act.onDay("2025-11-22");
    const id = act.proposeBank(ruth, bank("NL91ABNA0417164300"));
    expect(invoiceFor(dana, before, request()).pay).toMatchObject({ iban: "DE02 1203 0000 0000 2020 51", changedAt: null });
    act.confirmBank(maya, id);
    expect(invoiceFor(dana, before, request()).pay).toMatchObject({ iban: "NL91 ABNA 0417 1643 00", changedAt: expect.any(Date) });
    act.onDay("2025-11-23");
    expect(howToPay(act.now(act.sent()))).toMatchObject({ iban: "NL91 ABNA 0417 1643 00", changedAt: null });
  });
});

describe("R5: the statement", () => {
  test("its end is what is owed less what stands to the client’s credit, whatever happened", () => {
    const [one, two, three, four] = [act.sent(), act.sent(), act.sent(), act.sent()];
    act.payNow(one!, "1300.00");
    act.creditNow(two!, "250.00");
    act.useCredit(maya, two!, { amount: "100.00" });
    act.voidIt(maya, three!, ReasonForm.parse({ reason: "Twice" }));
    act.refund(maya, harbor.id, RefundForm.parse({ currency: "USD", amount: "50.00", method: "transfer", refundedOn: "2025-11-20" }));
    act.onDay("2026-01-10");
    act.writeOff(maya, four!, ReasonForm.parse({ reason: "Closed" }));
    const held = () => {
      const [account] = statementOf(dana, harbor.id, { from: "2025-01-01", to: "2026-01-10" }).accounts;
      const owed = invoices(ruth).sums({ clientId: harbor.id }).reduce((sum, { outstanding }) => sum + outstanding, 0);
      expect(account!.closingMinor).toBe(owed - (creditOf(ruth, harbor.id).USD ?? 0));
      return account!;
    };
    expect(held().closing).toBe("$500.00");
    act.payNow(four!, "1.00", { paidOn: "2026-01-10" });
    expect(held().closing).toBe("$1,499.00");
  });

  test("what stood before is carried over; currencies stand apart; both faces read the same", () => {
    act.sent();
    act.billClient(maya, harbor.id, ClientBillingForm.parse({ currency: "JPY" }));
    act.sent({ lines: [{ id: "a", description: "Cards", quantity: "1", price: "1500" }] });
    act.onDay("2025-12-05");
    const period = { from: "2025-12-01", to: "2025-12-05" };
    const { accounts } = statementOf(dana, harbor.id, period);
    expect(accounts.map(({ currency, opening, rows, closing }) => [currency, opening, rows.length, closing])).toEqual([["JPY", "¥1,500", 0, "¥1,500"], ["USD", "$1,000.00", 0, "$1,000.00"]]);
    expect(statementOf(maya, harbor.id, period).accounts).toEqual(accounts);
  });

  test("nonsense in the address is this year; days the wrong way round are turned", () => {
    expect(periodFrom(new URL("http://x/?from=soon&to=2025-13-01"))).toEqual({ from: "2025-01-01", to: "2025-11-20" });
    expect(periodFrom(new URL("http://x/?from=2025-10-01&to=2025-09-01"))).toEqual({ from: "2025-09-01", to: "2025-10-01" });
  });
});

test("papers: the same facts give the same bytes, for both faces", async () => {
  const id = act.sent();
  act.payNow(id, "400.00");
  const { bytes, name } = await invoicePaper(dana, id);
  expect([bytes.subarray(0, 5).toString(), name]).toEqual(["%PDF-", "INV-0001.pdf"]);
  act.onDay("2025-11-21");
  expect((await invoicePaper(maya, id)).bytes.equals(bytes)).toBe(true);
  expect((await statementPaper(dana, harbor.id, year)).bytes.length).toBeGreaterThan(1000);
});

test("twelve lines fit one page of A4, with a tax, a payment, a note, terms, bank details and their code", async () => {
  act.proposeBank(ruth, BankForm.parse({ holder: "Northlight Studio", bank: "Casco Bay Bank", iban: "DE02120300000000202051", bic: "BYLADEM1001" }));
  act.billClient(maya, harbor.id, ClientBillingForm.parse({ currency: "EUR" }));
  const taxId = act.addTax(ruth, { name: "VAT", parts: [{ name: "VAT", rate: "19" }], note: "" });
  const id = act.sent({ projectId: packaging.id, note: "The hours are 10% less, as we said on the telephone.", terms: "Please quote the number of the invoice with your payment.", lines: Array.from({ length: 12 }, (_, index) => ({ description: `Line ${index + 1}`, quantity: "2", unit: "h", price: "110", discount: index < 2 ? "10%" : undefined, taxId })) });
  act.payNow(id, "400.00");
  expect(howToPay(invoices(dana).find(id))?.code).toBeTruthy();
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument((await invoicePaper(dana, id)).bytes);
  expect(document.getPageCount()).toBe(1);
  document.destroy();
  library.destroy();
});
