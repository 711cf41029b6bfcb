import { expect, test } from "vitest";
import { deviceIn } from "#app/people/device.ts";

test("a browser is named as its owner would name it", () => {
  expect(deviceIn("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0")).toBe("Firefox on Windows");
  expect(deviceIn("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")).toBe("Safari on iPhone");
  expect(deviceIn("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0")).toBe("Edge on Windows");
  expect(deviceIn("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0 Safari/537.36")).toBe("Chrome on Linux");
  expect([deviceIn(""), deviceIn("<script>")]).toEqual(["A browser we do not know", "A browser we do not know"]);
});
