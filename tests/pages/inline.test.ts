import { expect, test } from "vitest";
import { dana, packaging, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs } = await builtPortal();

const hostile = [
  ["logo.svg", "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'],
  ["page.html", "text/html", "<!doctype html><script>alert(document.cookie)</script>"],
  ["feed.xml", "application/xml", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'],
  ["photo.jpg", "text/html", "<script>alert(1)</script>"],
  ["both.pdf", "application/pdf", "%PDF-1.4 <script>alert(1)</script>"],
] as const;

test("X2: whatever was uploaded, under whatever name and type, arrives as a download that runs nothing", async () => {
  const staff = arriveAs(tom);
  const path = `/staff/projects/${packaging.id}/documents/upload`;
  const body = new FormData();
  for (const [name, value] of (await staff.get(path)).form(path).fields) body.append(name, value);
  for (const [name, type, content] of hostile) body.append("files", new File([content], name, { type }));
  expect((await staff.send(path, { method: "POST", body })).status).toBe(303);

  const client = arriveAs(dana);
  const list = await client.get("/portal/documents");
  for (const [name, , content] of hostile) {
    const link = list.root.querySelectorAll("tr").find((row) => row.text.includes(name))!.querySelector("a[href^='/portal/files/']")!.getAttribute("href")!;
    const file = await client.get(link);
    expect([name, file.html]).toEqual([name, content]);
    expect(file.headers.get("Content-Type")).toBe("application/octet-stream");
    expect(file.headers.get("Content-Disposition")).toMatch(/^attachment; filename=/);
    expect(file.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(file.headers.get("Content-Security-Policy")).toMatch(/^sandbox\b/);
  }
});
