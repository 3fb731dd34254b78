import { expect, it } from "vitest";
import { returnPath, signInPath } from "./return-path";

it.each([
  ["/portal/demo", "/portal/demo"],
  ["/portal/demo/", "/portal/demo/"],
  ["/portal/demo/cases/12/2026", "/portal/demo/cases/12/2026"],
  ["/portal/demo/requests/1/2026?x=1#last", "/portal/demo/requests/1/2026?x=1#last"],
  ["/portal/demo/a/../data", "/portal/demo/data"],
])("inside the door %j leads to %s", (from, expected) => {
  expect(returnPath(from, "demo")).toBe(expected);
});

it.each([
  null,
  undefined,
  "",
  ["/portal/demo/data"],
  "portal/demo/data",
  "https://evil.example/portal/demo/",
  "//evil.example/portal/demo/",
  "///evil.example/portal/demo/",
  "//portal/demo/",
  "/\\evil.example/portal/demo/",
  "/portal/demo\\..\\..\\cases",
  "/\t/evil.example",
  "/portal/demo/\r\nSet-Cookie: a=b",
  "javascript:alert(1)",
  "/javascript:alert(1)",
  "data:text/html,x",
  "%2F%2Fevil.example",
  "/%2F%2Fevil.example",
  "/portal/demo/%2f%2fevil.example",
  "/portal/demo/%5cevil.example",
  "/portal/demo/%252e%252e/other",
  "/portal/demo/..%2fother",
  "/portal/demo/%0d%0aSet-Cookie:%20a=b",
  "/portal/demo/%2e%2e/other/data",
  "/portal/demo/../other/data",
  "/portal/demo/../../cases",
  "/portal/other/data",
  "/portal/demonstration",
  "/portal/demo@evil.example",
  "/cases/1",
  "/portal/demo/sign-in?from=/portal/demo",
  `/portal/demo/${"x".repeat(3_000)}`,
])("%j leads to the door's first page", (from) => {
  expect(returnPath(from, "demo")).toBe("/portal/demo");
});

it("carries a path there and back", () => {
  const path = "/portal/demo/cases/12/2026";
  const asked = new URL(signInPath("demo", path), "http://portal.test");
  expect(returnPath(asked.searchParams.get("from"), "demo")).toBe(path);
});
