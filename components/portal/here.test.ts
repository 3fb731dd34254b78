import { expect, it } from "vitest";
import { hereOf, insideOf } from "./here";

const WAYS = [
  ["/", "/portal/demo", "/"],
  ["/", "/portal/demo/data", "/data"],
  ["/", "/portal/demo/cases/1/2026?x=1", "/cases/1/2026?x=1"],
  ["/embed", "/portal/demo", "/embed"],
  ["/embed/demo", "/portal/demo/data", "/embed/demo/data"],
  ["/portal/demo", "/portal/demo/data", "/portal/demo/data"],
] as const;

it.each(WAYS)("under %j the page %j stands at %j, and back", (base, inside, shown) => {
  expect(hereOf(inside, { slug: "demo", base })).toBe(shown);
  expect(insideOf(shown, { slug: "demo", base })).toBe(inside);
});

it("leaves the paths of others alone", () => {
  expect(hereOf("/portal/demonstration", { slug: "demo", base: "/" })).toBe(
    "/portal/demonstration",
  );
  expect(hereOf("/cases/1", { slug: "demo", base: "/embed" })).toBe("/cases/1");
  expect(hereOf("https://elsewhere.example/", { slug: "demo", base: "/" })).toBe(
    "https://elsewhere.example/",
  );
});
