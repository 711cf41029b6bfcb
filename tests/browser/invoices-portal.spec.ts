import { expect, expectFine, test } from "./support.ts";

const dana = "dana@harborfinch.example";

for (const javaScriptEnabled of [false, true]) {
  test.describe(`a client reads an invoice, ${javaScriptEnabled ? "with scripts" : "without scripts"}`, () => {
    test.use({ javaScriptEnabled });

    test("the list, one over it, its own page, a question, and that something is wrong", async ({ page, signIn }) => {
      await signIn(page, dana);
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Invoices" }).click();
      await expect(page.getByRole("row", { name: /INV-0179/ })).toContainText("30d");
      await expect(page.getByRole("row", { name: /INV-0179/ })).toContainText("41 days overdue");
      await expect(page.getByRole("row", { name: /INV-0171/ })).toContainText("90+d");
      await page.getByRole("link", { name: "INV-0187" }).click();
      const over = page.getByRole("dialog", { name: "Invoice INV-0187" });
      await expect(over.getByRole("row", { name: /Outstanding/ })).toContainText("$3,266.95");
      if (javaScriptEnabled) {
        await page.keyboard.press("Escape");
        await expect(over).toHaveCount(0);
        await page.getByRole("link", { name: "INV-0187" }).click();
      }
      await over.getByRole("link", { name: "Open as a page" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoice INV-0187");
      const own = page.url();
      await page.getByRole("link", { name: "Ask a question" }).click();
      await page.getByLabel("Your question").fill("Which foil was tested?");
      await page.getByRole("button", { name: "Send question" }).click();
      await expect(page.getByText("Which foil was tested?").last()).toBeVisible();
      // Each of the two journeys disputes an invoice of its own: one dispute at a time.
      await page.goto("/portal/invoices");
      await page.getByRole("link", { name: javaScriptEnabled ? "INV-0179" : "INV-0184" }).click();
      await page.getByRole("link", { name: /Something is wrong/ }).click();
      await page.getByLabel("What is wrong?").fill("This was agreed otherwise.");
      await page.getByRole("button", { name: "Tell us" }).click();
      await expect(page.getByText(/You told us that something is wrong/)).toBeVisible();
      await expect(page.getByText("Disputed")).toBeVisible();
      await page.goto(own);
      const [paper] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download PDF" }).click()]);
      expect(paper.suggestedFilename()).toBe("INV-0187.pdf");
    });
  });
}

test("every page of invoices is fine for everybody", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn(page, dana);
  await page.goto("/portal/invoices");
  const over = (await page.getByRole("link", { name: "INV-0187" }).getAttribute("href"))!;
  const own = `/portal/invoices/${new URL(over, page.url()).searchParams.get("open")}`;
  for (const path of ["/portal/invoices", over, own, `${own}/question`, `${own}/dispute`, "/portal/invoices/statement"]) {
    await page.goto(path);
    await expectFine(page);
  }
});

test("twelve lines print on one A4 page", async ({ page, signIn }) => {
  await signIn(page, dana);
  await page.goto("/portal/invoices");
  await page.getByRole("link", { name: "INV-0187" }).click();
  await page.getByRole("link", { name: "Open as a page" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoice INV-0187");
  // As many lines as twelve, by repeating its own.
  const lines = await page.locator("table.ledger tbody").evaluate((body) => {
    const rows = [...body.children];
    for (let index = 0; body.children.length < 12; index++) body.append(rows[index % rows.length]!.cloneNode(true));
    return body.children.length;
  });
  expect(lines).toBe(12);
  const printed = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
