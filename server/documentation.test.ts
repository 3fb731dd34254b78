import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const GUIDES = ["README.md", "docs/operators.md", "docs/integrators.md"];

/** Paths of our own tree that a text names in code marks. */
const pathsIn = (text: string) =>
  [
    ...text.matchAll(
      /`((?:app|server|db|inngest|components|e2e|docs|scripts|examples)\/[\w./()[\]-]*[\w)\]/])`/g,
    ),
  ]
    .map((match) => match[1] ?? "")
    .filter((path) => !path.includes("<"));

describe("the guides", () => {
  it("tell what they promise, and name only files that are there", () => {
    for (const guide of GUIDES) {
      const text = readFileSync(guide, "utf8");
      expect(text.length, guide).toBeGreaterThan(1_500);
      const missing = pathsIn(text).filter((path) => !existsSync(path));
      expect(missing, guide).toEqual([]);
    }
  });

  it("would notice a path that is not there", () => {
    expect(pathsIn("see `server/domain/nowhere.ts` and `npm test`")).toEqual([
      "server/domain/nowhere.ts",
    ]);
  });
});
