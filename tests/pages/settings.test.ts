import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { Database } from "#db/driver.server.ts";
import { agencyLogos, outbox } from "#db/schema/index.ts";
import { dana, maya, packaging, ruth, tom } from "../support/cast.ts";
import { lettersIn } from "../support/letters.ts";
import { addressesOf, fill, openAddresses, paramsOf } from "../support/map.ts";
import { belongingsOf, paramFor, plantBelongings } from "../support/belongings.ts";
import { harbor } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

const { build, front, arriveAs, stranger, ask } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const { sqlite } = front;
const settled = JSON.stringify(sqlite.prepare("SELECT * FROM agency").get());

beforeEach(() => {
  const row = JSON.parse(settled) as Record<string, unknown>;
  sqlite.prepare(`UPDATE agency SET ${Object.keys(row).map((column) => `${column} = @${column}`).join(", ")}`).run(row);
  sqlite.exec("DELETE FROM agency_logos");
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path fill="#0f4c5c" d="M0 0h80v20H0z"/></svg>';
async function upload(visitor: Visitor, paper: string, content: string | Buffer, name = "logo.png", type = "image/png") {
  const path = `/staff/settings/logos/${paper}`;
  const body = new FormData();
  for (const [field, value] of (await visitor.get("/staff/settings")).form(path).fields) body.append(field, value);
  body.append("files", new File([content as never], name, { type }));
  return visitor.send(path, { method: "POST", body });
}

describe("settings", () => {
  test("Z6: are for owners: to others there is no such page, and no word of it in their rail", async () => {
    for (const who of [maya, tom]) {
      const visitor = arriveAs(who);
      expect((await visitor.get("/staff/home")).html).not.toContain("/staff/settings");
      for (const path of ["", "/agency", "/colour", "/logos/light", "/logos/light/removal", "/region", "/portal", "/staff", "/letters", "/preview.css?colour=%23e4572e"]) expect([path, (await visitor.get(`/staff/settings${path}`)).status]).toEqual([path, 404]);
    }
  });

  test("each part is changed by its own form, and clients see it from their next page", async () => {
    const owner = arriveAs(ruth);
    const page = await owner.get("/staff/settings");
    const after = await owner.submit(page.form("/staff/settings/agency"), { name: "Northlight & Daughters", address: "1 Wharf Street" });
    expect([after.url, after.text]).toEqual(["/staff/settings", expect.stringContaining("Saved. Clients see it from their next page.")]);
    const home = await arriveAs(dana).get("/portal/home");
    expect([home.text.includes("Northlight & Daughters"), home.text.includes("1 Wharf Street"), home.text.includes("Northlight Studio")]).toEqual([true, true, false]);
  });

  test("a mistake is handed back in its place on the page, with the rest of the settings around it", async () => {
    const owner = arriveAs(ruth);
    const page = await owner.submit((await owner.get("/staff/settings")).form("/staff/settings/agency"), { name: "", phone: "0800 new" });
    expect([page.status, page.text]).toEqual([422, expect.stringContaining("Enter the name of your agency")]);
    expect(page.html).toContain("0800 new");
    expect(page.root.querySelectorAll("main h2").map(({ text }) => text)).toEqual(expect.arrayContaining(["Agency", "Logo", "Colour"]));
    expect(() => page.form("/staff/settings/logos/light")).not.toThrow();
  });

  test("another time zone says what it changes, and times are written in it", async () => {
    const owner = arriveAs(ruth);
    const page = await owner.submit((await owner.get("/staff/settings/region")).form("/staff/settings/region"), { timeZone: "Asia/Tokyo", currency: "JPY" });
    expect(page.text).toMatch(/Saved\. It is \d+:\d\d [ap]m in Tokyo \(Asia\): every time is written so from now on, and every deadline ends with the day there\. New sums are in JPY; what was written before keeps its own\./);
    expect(page.root.querySelector("select[name=timeZone] option[selected]")!.text).toBe("Tokyo");
  });

  test("the agency’s limit is said before a file is chosen, and kept to", async () => {
    const owner = arriveAs(ruth);
    await owner.submit((await owner.get("/staff/settings/portal")).form("/staff/settings/portal"), { uploadLimitMb: "2" });
    const path = `/staff/projects/${packaging.id}/documents/upload`;
    const page = await owner.get(path);
    expect(page.text).toContain("Up to 2 MB a file");
    const body = new FormData();
    for (const [name, value] of page.form(path).fields) body.append(name, value);
    body.append("files", new File([new Uint8Array(2_000_001)], "large.bin"));
    const answer = await owner.send(path, { method: "POST", body });
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining("the limit is 2,000,000 bytes")]);
    const empty = await owner.submit((await owner.get("/staff/settings/portal")).form("/staff/settings/portal"), { uploadLimitMb: "" });
    expect(empty.text).toContain("Saved.");
    expect((await owner.get(path)).text).toContain("Up to 100 MB a file");
  });

  test("what another process changed is seen by this one’s next page", async () => {
    const visitor = arriveAs(dana);
    await visitor.get("/portal/home");
    const other = new Database(join(process.env.DATA_DIR!, "parlour.sqlite"));
    other.exec("UPDATE agency SET name = 'Changed elsewhere'");
    other.close();
    expect((await visitor.get("/portal/home")).text).toContain("Changed elsewhere");
  });
});

describe("the brand colour", () => {
  test("is seen before it is saved, by a stylesheet the policy allows, and a GET saves nothing", async () => {
    const owner = arriveAs(ruth);
    const page = await owner.get("/staff/settings/colour?colour=E4572E&pick=%230f4c5c&shown=%230f4c5c");
    const sheet = page.root.querySelector("link[href^='/staff/settings/preview.css']")!.getAttribute("href")!;
    expect(await (await owner.send(sheet)).text()).toBe(".brand-preview{--brand:#e4572e}");
    expect(page.form("/staff/settings/colour").fields).toContainEqual(["brandColour", "#e4572e"]);
    expect(page.html).not.toMatch(/<style|style="/);
    expect(front.foundAgency()!.brandColour).toBe("#0f4c5c");

    await owner.submit(page.form("/staff/settings/colour"));
    const home = await arriveAs(dana).get("/portal/home");
    const brand = home.root.querySelector("link[href^='/brand/brand.css']")!.getAttribute("href")!;
    const css = await stranger().send(brand);
    expect([await css.text(), css.headers.get("Cache-Control")]).toEqual([":root{--brand:#e4572e}", "public, max-age=31536000, immutable"]);
  });

  test("that is none is said to be none, and never reaches a stylesheet", async () => {
    const owner = arriveAs(ruth);
    for (const typed of ["red;}*{display:none", "#12", "url(//elsewhere.example)"]) {
      const page = await owner.get(`/staff/settings/colour?colour=${encodeURIComponent(typed)}`);
      expect([page.status, page.text]).toEqual([200, expect.stringContaining("Enter a colour as # and six digits")]);
      expect(await (await owner.send(`/staff/settings/preview.css?colour=${encodeURIComponent(typed)}`)).text()).toBe("");
    }
  });

  test("under an address of another version is not kept by anybody’s cache", async () => {
    for (const path of ["/brand/brand.css?v=old", "/brand/brand.css", "/brand/icon.svg?v=old"]) expect((await stranger().send(path)).headers.get("Cache-Control")).toBe("no-cache");
  });
});

describe("X2: a logo", () => {
  test("is a picture at its own address and nothing else, whatever name and type it came with", async () => {
    const owner = arriveAs(ruth);
    for (const [content, name, type, mediaType] of [
      [svg, "logo.html", "text/html", "image/svg+xml"],
      [await sharp({ create: { width: 600, height: 90, channels: 3, background: "#0f4c5c" } }).jpeg().toBuffer(), "logo.svg", "image/svg+xml", "image/webp"],
    ] as const) {
      expect((await upload(owner, "light", content, name, type)).status).toBe(303);
      const home = await arriveAs(dana).get("/portal/home");
      const src = home.root.querySelector("header img")!.getAttribute("src")!;
      const picture = await stranger().send(src);
      expect([picture.status, picture.headers.get("Content-Type"), picture.headers.get("X-Content-Type-Options")]).toEqual([200, mediaType, "nosniff"]);
      expect(picture.headers.get("Content-Security-Policy")).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
      expect(picture.headers.get("Cache-Control")).toContain("immutable");
      expect((await stranger().send(src.replace(/v=.*/, "v=0"))).headers.get("Cache-Control")).toBe("no-cache");
      expect(home.root.querySelector("header img")!.getAttribute("alt")).toBe("Northlight Studio");
    }
  });

  test("that could run something is refused in words, in its place on the page, and none is kept", async () => {
    const answer = await upload(arriveAs(ruth), "dark", svg.replace("<path", "<script>alert(1)</script><path"), "logo.svg", "image/svg+xml");
    const html = await answer.text();
    expect([answer.status, html.includes("This SVG holds a script")]).toEqual([422, true]);
    expect(html).not.toContain("alert(1)");
    expect(front.db.select().from(agencyLogos).all()).toEqual([]);
  });

  test("of more than 1 MB is refused by its size", async () => {
    const answer = await upload(arriveAs(ruth), "light", Buffer.alloc(1_000_001, 32));
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining("the limit is 1,000,000 bytes")]);
  });

  test("without one the name stands there in type; with one for light paper alone it has a white plate in the dark", async () => {
    const [owner, client] = [arriveAs(ruth), arriveAs(dana)];
    expect((await client.get("/portal/home")).root.querySelector("header img")).toBeNull();
    await upload(owner, "light", svg);
    expect((await client.get("/portal/home")).root.querySelector("header img")!.classNames).toContain("plate");
    await upload(owner, "dark", svg);
    const both = (await client.get("/portal/home")).root.querySelector("header picture")!;
    expect([both.querySelector("source")!.getAttribute("srcset"), both.querySelector("img")!.classNames]).toEqual([expect.stringMatching(/^\/brand\/logo-dark\?v=/), expect.not.stringContaining("plate")]);
    const removal = await owner.get("/staff/settings/logos/dark/removal");
    await owner.submit(removal.form());
    expect((await stranger().send("/brand/logo-dark")).status).toBe(404);
  });
});

describe("only the agency speaks", () => {
  const ours = /parlour/i;
  /** What a person may come to read: the product’s name in the name of our own request header is for machines. */
  const read = (html: string) => html.replaceAll("Parlour-Upload", "");

  test("no page of the portal, nor its data, nor its headers name the product", async () => {
    const own = belongingsOf(harbor);
    const paths = addressesOf(build).filter(({ face, isLayout }) => face === "portal" && !isLayout).map(({ path }) => fill(path, Object.fromEntries(paramsOf(path).map(([noun, name]) => [name, noun === "token" ? "none" : paramFor(noun, harbor)]))).replace(/\*$/, "nowhere"));
    expect(paths.length).toBeGreaterThan(15);
    for (const visitor of [arriveAs(dana), stranger()]) {
      for (const path of [...paths, ...openAddresses].filter((path) => !path.includes("/staff") && !path.includes(":"))) {
        for (const address of [path, `${path}.data`]) {
          const answer = await visitor.send(address);
          const said = [...answer.headers].filter(([name]) => name !== "set-cookie").join("\n") + read(await answer.text());
          expect(ours.test(said), address).toBe(false);
        }
      }
    }
    const file = await arriveAs(dana).send(`/portal/files/${own.document}`);
    expect(ours.test([...file.headers].join())).toBe(false);
  });

  test("no letter does, in any of its parts or headers", async () => {
    const at = { queuedAt: front.clock.now(), nextAttemptAt: front.clock.now() };
    for (const kind of ["invitation", "sign_in", "reset", "password_changed"] as const) front.db.insert(outbox).values({ id: `named-${kind}`, kind, face: "portal", contactId: dana.id, ...at }).run();
    await front.deliverDue();
    const folder = join(process.env.DATA_DIR!, "outbox");
    const letters = lettersIn(folder);
    expect(letters.length).toBeGreaterThanOrEqual(4);
    for (const letter of letters) expect(ours.test(JSON.stringify(letter)), letter.file).toBe(false);
  });
});

test("a broken page of the portal is the agency’s too", async () => {
  const answer = await ask(new Request("http://localhost/portal/%E0%A4%A", { headers: { Accept: "text/html" } }));
  expect(await answer.text()).not.toMatch(/parlour/i);
});
