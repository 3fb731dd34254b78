import { expect, it } from "vitest";
import { placeOfPath } from "./problem-place";

it("takes a path apart into the definition, the entry and its key", () => {
  expect(placeOfPath("auction: states[parked].names.sk")).toEqual({
    ...{ definition: "auction", list: "states", entry: "parked", keys: ["names", "sk"] },
  });
  expect(placeOfPath("states[parked]")).toEqual({
    ...{ definition: null, list: "states", entry: "parked", keys: [] },
  });
  expect(placeOfPath("auction: names.cs")).toEqual({
    ...{ definition: "auction", list: null, entry: null, keys: ["names", "cs"] },
  });
  expect(placeOfPath("auction: openRoles, transitions")).toBeNull();
});
