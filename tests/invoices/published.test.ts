import { beforeEach, describe, expect, test } from "vitest";
import { ClientBillingForm } from "#app/invoices/forms.server.ts";
import { creditNotesOf } from "#app/invoices/invoices.server.ts";
import { decimal, exponentOf } from "#app/lib/money.ts";
import { freshStory, harbor, maya, ruth } from "../support/story.ts";
import * as act from "./stage.ts";

/**
 * Invoices others have published as examples of their standards, typed into Parlour as a member would and issued: every
 * amount they print must come out. Sources:
 * - Peppol: OpenPEPPOL/peppol-bis-invoice-3, rules/examples (Peppol BIS Billing 3.0)
 * - EN 16931: ConnectingEurope/eInvoicing-EN16931, ubl/examples and test/testfiles
 *
 * What the standard says of a whole document and one rate (a freight charge at 25 %, say) is a line of that rate here, and
 * a charge on a line is taken together with its allowance, as the standard's own sum does.
 */
interface Example {
  source: string;
  currency: string;
  /** Quantity, price, net amount, rate in per cent (or why there is none), and what is taken off. */
  lines: [quantity: string, price: string, net: string, tax: string, discount?: string][];
  /** Rate or reason, what it is charged on, what it comes to. */
  taxes: [tax: string, base: string, amount: string][];
  /** Sum of the lines as they stand here, without tax, tax, with tax. */
  sums: [lines: string, net: string, tax: string, total: string];
  /** Paid beforehand, and what is left to pay. */
  paid?: [prepaid: string, payable: string];
}

const groceries: Example["lines"] = [
  ["2", "9.95", "19.90", "6"],
  ["1", "9.85", "9.85", "6"],
  ["1", "8.29", "8.29", "6"],
  ["2", "7.23", "14.46", "6"],
  ["1", "35.00", "35.00", "6"],
  ["1", "35.00", "35.00", "6"],
  ["1", "10.65", "10.65", "6"],
  ["1", "1.55", "1.55", "6"],
  ["3", "4.79", "14.37", "6"],
  ["1", "8.29", "8.29", "6"],
  ["2", "8.29", "16.58", "6"],
  ["1", "9.95", "9.95", "6"],
  ["2", "1.65", "3.30", "6"],
  ["1", "10.80", "10.80", "21"],
  ["1", "3.90", "3.90", "6"],
  ["2", "3.80", "7.60", "21"],
  ["2", "4.67", "9.34", "21"],
  ["1", "18.63", "18.63", "21"],
  ["6", "17.02", "102.12", "6"],
  ["-6", "18.33", "-109.98", "6"],
];

const examples: Example[] = [
  {
    source: "Peppol, base-example.xml: a return, and freight charged on the document",
    currency: "EUR",
    lines: [["7", "400", "2800.00", "25"], ["-3", "500", "-1500.00", "25"], ["1", "25", "25.00", "25"]],
    taxes: [["25", "1325.00", "331.25"]],
    sums: ["1325.00", "1325.00", "331.25", "1656.25"],
  },
  {
    source: "Peppol, Allowance-example.xml: allowances on lines and on the document, a standard rate and an exemption, paid in part beforehand",
    currency: "EUR",
    lines: [["10", "410", "4000.00", "25", "100"], ["10", "100", "1000.00", "Reason for tax exempt"], ["10", "100", "900.00", "25", "100"], ["1", "200", "200.00", "25"], ["-1", "200", "-200.00", "25"]],
    taxes: [["25", "4900.00", "1225.00"], ["Reason for tax exempt", "1000.00", "0.00"]],
    sums: ["5900.00", "5900.00", "1225.00", "7125.00"],
    paid: ["1000", "6125.00"],
  },
  {
    source: "Peppol, Vat-category-S.xml: two standard rates, a charge and an allowance on the document",
    currency: "EUR",
    lines: [["10", "400", "4000.00", "25"], ["10", "200", "2000.00", "15"], ["10", "90", "900.00", "25"], ["1", "200", "200.00", "25"], ["-1", "100", "-100.00", "25"]],
    taxes: [["25", "5000.00", "1250.00"], ["15", "2000.00", "300.00"]],
    sums: ["7000.00", "7000.00", "1550.00", "8550.00"],
  },
  {
    source: "Peppol, vat-category-O.xml: not subject to VAT, in Swedish kronor",
    currency: "SEK",
    lines: [["1", "3200.00", "3200.00", "Not subject to VAT"]],
    taxes: [["Not subject to VAT", "3200.00", "0.00"]],
    sums: ["3200.00", "3200.00", "0.00", "3200.00"],
  },
  {
    source: "Peppol, vat-category-Z.xml: a rate of zero, in pounds",
    currency: "GBP",
    lines: [["10", "120.00", "1200.00", "0"]],
    taxes: [["0", "1200.00", "0.00"]],
    sums: ["1200.00", "1200.00", "0.00", "1200.00"],
  },
  {
    source: "EN 16931, ubl-tc434-example1.xml: twenty lines, a return, 6 % and 21 %",
    currency: "EUR",
    lines: groceries,
    taxes: [["6", "183.23", "10.99"], ["21", "46.37", "9.74"]],
    sums: ["229.60", "229.60", "20.73", "250.33"],
  },
  {
    // Its first line says two laptops at 1,273.00 and an amount of 1,273.00: taken as the amount says.
    source: "EN 16931, ubl-tc434-example2.xml: 25 %, 15 % and an exemption, returns of each, paid in part beforehand",
    currency: "NOK",
    lines: [["1", "1273.00", "1273.00", "25"], ["-1", "3.96", "-3.96", "15"], ["2", "2.48", "4.96", "15"], ["-1", "25.00", "-25.00", "Exempt New Means of Transport"], ["250", "0.75", "187.50", "25"], ["-1", "100.00", "-100.00", "25"], ["1", "100.00", "100.00", "25"]],
    taxes: [["25", "1460.50", "365.13"], ["15", "1.00", "0.15"], ["Exempt New Means of Transport", "-25.00", "0.00"]],
    sums: ["1436.50", "1436.50", "365.28", "1801.78"],
    paid: ["1000", "801.78"],
  },
  {
    source: "EN 16931, ubl-tc434-example5.xml: 10 % off a line and off the document, charged again, half of it paid beforehand",
    currency: "DKK",
    lines: [["1000", "1.00", "900.00", "25", "10%"], ["1", "100.00", "100.00", "25"], ["100", "5.00", "500.00", "25"], ["500", "5.00", "2500.00", "12"], ["-1", "150.00", "-150.00", "25"], ["1", "150.00", "150.00", "25"]],
    taxes: [["25", "1500.00", "375.00"], ["12", "2500.00", "300.00"]],
    sums: ["4000.00", "4000.00", "675.00", "4675.00"],
    paid: ["2337.50", "2337.50"],
  },
  {
    // Prices per thousand kilowatt-hours and per twelve months are typed for one: 0.00880 × 16000 is 8.80 × 16.
    source: "EN 16931, ubl-tc434-example8.xml: an energy bill with prices below a cent",
    currency: "EUR",
    lines: [["16000", "0.0088", "140.80", "21"], ["16", "1.01", "16.16", "21"], ["132", "1.27", "167.64", "21"], ["58", "1.53", "88.74", "21"], ["1", "36.75", "36.75", "21"], ["1", "56.50", "56.50", "21"], ["1", "83.34", "83.34", "21"], ["1", "190.31", "190.31", "21"], ["1", "64.21", "64.21", "21"], ["1", "64.46", "64.46", "21"]],
    taxes: [["21", "908.91", "190.87"]],
    sums: ["908.91", "908.91", "190.87", "1099.78"],
  },
  {
    source: "EN 16931, BIS3_Invoice_positive.XML: a tax that ends on half a cent",
    currency: "DKK",
    lines: [["1", "625743.54", "625743.54", "25"]],
    taxes: [["25", "625743.54", "156435.89"]],
    sums: ["625743.54", "625743.54", "156435.89", "782179.43"],
  },
  {
    source: "EN 16931, sample-discount-price.xml: a hundred at 0.1212",
    currency: "EUR",
    lines: [["100", "0.1212", "12.12", "25"]],
    taxes: [["25", "12.12", "3.03"]],
    sums: ["12.12", "12.12", "3.03", "15.15"],
  },
  {
    source: "EN 16931, BIS_Billing_30-OmvandSkattskyldighet.xml: reverse charge, with the reason it gives",
    currency: "SEK",
    lines: [["28", "4500", "126000.00", "Omvänd betalningsskyldighet"], ["28", "500", "14000.00", "Omvänd betalningsskyldighet"]],
    taxes: [["Omvänd betalningsskyldighet", "140000.00", "0.00"]],
    sums: ["140000.00", "140000.00", "0.00", "140000.00"],
  },
];

beforeEach(() => {
  freshStory();
  act.onDay("2025-11-20");
});

const isRate = (tax: string) => /^[\d.]+$/.test(tax);

/** The example as somebody enters it: the client's currency, a tax for each rate and reason, the lines. */
function entered({ currency, lines }: Example): string {
  act.billClient(maya, harbor.id, ClientBillingForm.parse({ currency }));
  const taxes = new Map<string, string>();
  for (const [, , , tax] of lines) if (!taxes.has(tax)) taxes.set(tax, act.addTax(ruth, isRate(tax) ? { name: `VAT ${tax} %`, parts: [{ name: "VAT", rate: tax }], note: tax === "0" ? "Zero rated" : "" } : { name: "No VAT", parts: [], note: tax }));
  return act.written({ lines: lines.map(([quantity, price, , tax, discount], index) => ({ id: `line-${index}`, description: `Line ${index + 1}`, quantity, price, taxId: taxes.get(tax), discount })) });
}

const words = (minor: number, currency: string) => decimal(minor, exponentOf(currency));

describe("R5: published examples come out to the cent", () => {
  test.each(examples.map((example) => [example.source, example] as const))("%s", (_, example) => {
    const { currency, lines, taxes, sums, paid } = example;
    const id = entered(example);
    act.issueNow(id);
    const { snapshot, total } = act.now(id);
    const say = (minor: number) => words(minor, currency);
    const { totals } = snapshot!;
    expect(snapshot!.currency).toBe(currency);
    expect(totals.lines.map(({ net }) => say(net))).toEqual(lines.map(([, , net]) => net));
    expect(totals.taxes.map(({ rate, base, tax, note }) => [rate === 0 && note !== "Zero rated" ? note : String(rate / 1000), say(base), say(tax)])).toEqual(taxes);
    expect([totals.subtotal, totals.net, totals.tax, totals.total].map(say)).toEqual(sums);
    expect(total).toBe(totals.total);
    if (paid) act.payNow(id, paid[0]);
    expect(say(act.now(id).balance)).toBe(paid?.[1] ?? sums[3]);
  });

  test("Peppol, base-creditnote-correction.xml: the base example taken back whole", () => {
    const [base] = examples;
    const id = entered(base!);
    act.issueNow(id);
    act.creditNow(id, undefined, "Correction");
    const [note] = creditNotesOf(act.now(id));
    expect(words(note!.total, "EUR")).toBe("1656.25");
    const { totals } = note!.snapshot;
    expect(totals.lines.map(({ net }) => words(net, "EUR"))).toEqual(["2800.00", "-1500.00", "25.00"]);
    expect(totals.taxes.map(({ rate, base, tax }) => [rate, words(base, "EUR"), words(tax, "EUR")])).toEqual([[25_000, "1325.00", "331.25"]]);
    expect([totals.subtotal, totals.net, totals.tax, totals.total].map((minor) => words(minor, "EUR"))).toEqual(["1325.00", "1325.00", "331.25", "1656.25"]);
    expect(act.now(id).balance).toBe(0);
  });

  test("EN 16931, BIS3_Invoice_negativ.XML and Peppol, base-negative-inv-correction.xml: below zero the same cents; nobody is sent less than nothing", () => {
    for (const [lines, sums] of [
      [[["-1", "625743.54", "-625743.54", "25"]], ["-625743.54", "-625743.54", "-156435.89", "-782179.43"]],
      [[["-7", "400", "-2800.00", "25"], ["3", "500", "1500.00", "25"], ["-1", "25", "-25.00", "25"]], ["-1325.00", "-1325.00", "-331.25", "-1656.25"]],
    ] as [Example["lines"], Example["sums"]][]) {
      const id = entered({ source: "", currency: "DKK", lines, taxes: [], sums });
      const { totals } = act.now(id);
      expect([totals.subtotal, totals.net, totals.tax, totals.total].map((minor) => words(minor, "DKK"))).toEqual(sums);
      expect(() => act.issueNow(id)).toThrow("This comes to less than nothing");
    }
  });
});
