import { describe, expect, it } from "vitest";
import { isInside, mayEnter, places, visibleCreateEntries, visiblePlaces } from "./navigation";

describe("places", () => {
  it("have letters and addresses of their own", () => {
    expect(new Set(places.map((place) => place.letter)).size).toBe(places.length);
    expect(new Set(places.map((place) => place.href)).size).toBe(places.length);
  });

  it("are shown by what a person may do; one of several permissions is enough", () => {
    const keys = (permissions: string[]) => visiblePlaces(permissions).map((place) => place.key);
    expect(keys([])).toEqual(["overview"]);
    expect(keys(["cases:read", "claims:read"])).toEqual([
      "overview",
      "tasks",
      "assignments",
      "requests",
      "cases",
      "claims",
      "payments",
      "instalments",
      "documents",
      "proceedings",
      "processes",
    ]);
    expect(keys(["templates:read"])).toEqual(["overview", "templates"]);
    expect(keys(["settings:groups"])).toEqual(["overview", "settings"]);
  });

  it("offer to create only what is allowed", () => {
    expect(visibleCreateEntries(["cases:read"])).toEqual([]);
    const keys = visibleCreateEntries(["claims:pay", "tasks:edit"]).map((entry) => entry.key);
    expect(keys).toEqual(["payment", "task"]);
  });
});

it("a page is inside its place, the overview only on its very address", () => {
  expect(isInside("/cases/12", "/cases")).toBe(true);
  expect(isInside("/cases-old", "/cases")).toBe(false);
  expect(isInside("/cases", "/")).toBe(false);
  expect(isInside("/", "/")).toBe(true);
});

describe("a page by its address", () => {
  const operator = ["cases:read", "parties:read", "claims:read", "claims:pay"];

  it.each(["/", "/cases/12", "/payments/new", "/settings", "/settings/security", "/unknown"])(
    "opens %s to an operator",
    (path) => expect(mayEnter(path, operator)).toBe(true),
  );

  it.each([
    ...[
      "/templates",
      "/templates/3",
      "/bank",
      "/bank/x",
      "/audit",
      "/imports/3",
      "/claims/profiles",
      "/settings/operators",
    ],
    ...["/settings/feeds", "/settings/channels"],
  ])("does not open %s, whose right is another's", (path) =>
    expect(mayEnter(path, operator)).toBe(false),
  );

  it("opens a form only to who may send it", () => {
    expect(mayEnter("/payments/new", ["claims:read"])).toBe(false);
    expect(mayEnter("/bank", ["bank:read"])).toBe(true);
    expect(mayEnter("/payments/accounting", ["claims:read"])).toBe(false);
    expect(mayEnter("/payments/accounting", ["claims:pay"])).toBe(true);
    expect(mayEnter("/settings/feeds", ["bank:read"])).toBe(true);
  });
});
