import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { prose } from "#app/lib/prose.server.ts";
import { Prose } from "#app/ui/prose.tsx";

const drawn = (written: string) => renderToStaticMarkup(createElement(Prose, { of: prose(written) }));

test("what people write as Markdown is drawn as they mean it, headings below the page’s own", () => {
  expect(drawn("# What\n\nDesign *two* **rounds**:\n\n- one\n- two\n\n1. first\n\n[us](https://example.com)\nnext line")).toBe(
    '<div class="prose max-w-letter"><h3 class="wrap-anywhere">What</h3><p class="wrap-anywhere">Design <em>two</em> <strong>rounds</strong>:</p><ul><li>one</li><li>two</li></ul><ol start="1"><li>first</li></ol><p class="wrap-anywhere"><a href="https://example.com" rel="noreferrer nofollow">us</a><br/>next line</p></div>',
  );
  expect(drawn("| a | b |\n|---|---|\n| 1 | 2 |")).toContain('<th scope="col">a</th>');
});

test.for(["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,hi)", "[x](vbscript:x)", "![x](https://evil.example/p.png)", "<https://a.example/\" onclick=x>", "[x](//evil.example)", "[x]()", "[x](&#106;avascript:alert(1))", "<div style=\"position:fixed\">"])("X1: %s is words and nothing else", (hostile) => {
  expect(drawn(hostile)).not.toMatch(/<(script|img|div style|iframe)|href="(?!https:\/\/|mailto:|tel:)|onclick="|onerror="/i);
});

test("X1: whatever is written is drawn without a throw, and no link leads anywhere but to the web, a mailbox or a telephone", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom("[a](", "](javascript:x)", "**", "`", "> ", "- ", "\n", "|", "<b>", "#", "![", "[x]: data:x", "\\"));
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => !/href="(?!https?:\/\/|mailto:|tel:)/i.test(drawn(pieces.join("")))), { numRuns: 1000 });
});

test("nested without end, it is still drawn in a moment", () => {
  expect(drawn(">".repeat(20_000) + "x").length).toBeLessThan(200_000);
  expect(drawn("[".repeat(20_000)).length).toBeLessThan(200_000);
});
