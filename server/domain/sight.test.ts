import { expect, it } from "vitest";
import { readSight, seesCategory, sightOf } from "./sight";

const definition = (category: string, roles: string[], ownOnlyRoles: string[] = []) => ({
  ...{ category, openRoles: ["administrator"], ownOnlyRoles, transitions: [{ roles }] },
});

it("a role of the house sees every category, another one those that it opens or moves", () => {
  const all = { categories: "all", own: [] };
  expect(sightOf("supervisor")).toEqual(all);
  expect(sightOf("readOnly")).toEqual(all);
  const three = [
    definition("collection", ["operator"]),
    definition("deal", ["salesManager"], ["salesManager"]),
    definition("assignment", ["salesManager", "commercialDirector"]),
  ];
  expect(readSight("salesManager", three)).toEqual({
    ...{ categories: ["deal", "assignment"], own: ["deal"] },
  });
  expect(readSight("commercialDirector", three)).toEqual({ categories: ["assignment"], own: [] });
  expect(readSight("securityOfficer", three)).toEqual({ categories: [], own: [] });
  expect(seesCategory("salesManager", "collection")).toBe(false);
});
