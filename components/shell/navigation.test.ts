import { describe, expect, it } from "vitest";
import { isInside, places, visibleCreateEntries, visiblePlaces } from "./navigation";

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
      "cases",
      "claims",
      "payments",
      "instalments",
      "proceedings",
    ]);
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
