import { describe, expect, it } from "vitest";
import { pressedName } from "./pressed-files";

describe("a file that the build pressed", () => {
  it("is known by its name", () => {
    expect(pressedName("/_next/static/chunks/2ou71xp-v8wvi.js")).toEqual({
      name: "chunks/2ou71xp-v8wvi.js",
      type: "application/javascript; charset=UTF-8",
    });
    expect(pressedName("/_next/static/chunks/a.css?dpl=1")?.type).toContain("text/css");
  });

  it.each([
    ...["/_next/static/../server/app/page.js", "/_next/static/chunks/../../saldo-server.js"],
    ...["/_next/static/%2e%2e/x.js", "/_next/static//x.js", "/_next/static/.x.js"],
    ...["/_next/static/media/font.woff2", "/_next/static/chunks/a.js.map", "/cases/a.js"],
  ])("is not %s", (url) => expect(pressedName(url)).toBeNull());
});
