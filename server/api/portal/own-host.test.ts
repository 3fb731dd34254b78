import { expect, it } from "vitest";
import { askedHost, doorPageOf, isAnsweredAt } from "./own-host";

const own = { slug: "demo" };

it.each([
  ["/", { base: "/", isFramed: false, path: "/portal/demo" }],
  ["/data", { base: "/", isFramed: false, path: "/portal/demo/data" }],
  ["/sign-in", { base: "/", isFramed: false, path: "/portal/demo/sign-in" }],
  ["/settings/portal", { base: "/", isFramed: false, path: "/portal/demo/settings/portal" }],
  ["/portal/other", { base: "/", isFramed: false, path: "/portal/demo/portal/other" }],
  ["/embed", { base: "/embed", isFramed: true, path: "/portal/demo" }],
  ["/embed/data", { base: "/embed", isFramed: true, path: "/portal/demo/data" }],
])("on a host of its own %s is a page of that door", (path, page) => {
  expect(doorPageOf(path, own)).toEqual({ slug: "demo", ...page });
});

it.each([
  ["/portal/demo", { slug: "demo", base: "/portal/demo", isFramed: false, path: "/portal/demo" }],
  [
    "/embed/demo/data",
    { slug: "demo", base: "/embed/demo", isFramed: true, path: "/portal/demo/data" },
  ],
  ["/", null],
  ["/cases/1", null],
  ["/portal", null],
  ["/portals/demo", null],
  ["/embed", null],
  ["/settings/portal", null],
])("on the operators' host %s is told apart", (path, page) => {
  expect(doorPageOf(path, null)).toEqual(page);
});

it.each([
  ["/api/trpc/portal/demo/site", true],
  ["/api/portal/demo/logo?v=1", true],
  ["/data", true],
  ["/_next/static/x.js", true],
  ["/api/trpc/portal/other/site", false],
  ["/api/portal/other/logo", false],
  ["/api/trpc/crm/cases.list", false],
  ["/api/module/v1/cases", false],
  ["/api/files/documents/1", false],
  ["/api/auth/session", false],
  ["/api/trpc/portal/demo/../../crm/cases.list", false],
  ["/api/trpc/portal/demo/%2e%2e/%2e%2e/crm/cases.list", false],
  ["//api/files/documents/1", false],
  ["/%61pi/files/documents/1", false],
  ["/API/files/documents/1", false],
  ["/api/trpc/portal/demo%2f..%2f..%2fcrm/x", false],
  ["/%", false],
])("a door's own host answers %s: %s", (url, isAnswered) => {
  expect(isAnsweredAt(own, url)).toBe(isAnswered);
});

it("knows the host by what the front door left, without its port", () => {
  const asked = (headers: Record<string, string>) =>
    askedHost({ get: (name) => headers[name] ?? null });
  expect(asked({ host: "Portal.Example.CZ:3000" })).toBe("portal.example.cz");
  expect(asked({ host: "10.0.0.1:3000", "x-forwarded-host": "portal.example.cz" })).toBe(
    "portal.example.cz",
  );
  expect(asked({ host: "portal.example.cz." })).toBe("portal.example.cz");
  expect(asked({})).toBe("");
});
