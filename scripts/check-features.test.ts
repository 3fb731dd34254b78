import { describe, expect, it } from "vitest";
import { checkFeatures, readRows } from "./check-features";
import type { RanTest } from "./launch/results";

const table = (...rows: string[]) =>
  ["# Features", "", "| ID | What | Test |", "| --- | --- | --- |", ...rows].join("\n");

const passed: RanTest = {
  file: "server/kernel/money.test.ts",
  title: "money › prints a Czech amount",
  status: "passed",
};
const everything = () => true;

describe("reading the table", () => {
  it("takes rows with an identifier and no others", () => {
    const text = table("| P01 | a | `a.test.ts › works` |", "| note | b | c |", "P02 no row");
    expect(readRows(text)).toEqual([
      { line: 5, id: "P01", text: "a", tests: [{ path: "a.test.ts", title: "works" }] },
    ]);
  });

  it("takes several tests of a row, and keeps escaped bars and nested names", () => {
    const row = "| L01 | a | e2e/x.spec.ts › a › b \\| c<br>`db/y.db.test.ts › d` |";
    expect(readRows(table(row))[0]?.tests).toEqual([
      { path: "e2e/x.spec.ts", title: "a › b | c" },
      { path: "db/y.db.test.ts", title: "d" },
    ]);
  });
});

describe("checking the table", () => {
  const path = "server/kernel/money.test.ts";

  it.each(["money › prints a Czech amount", "prints a Czech amount"])("accepts %s", (title) => {
    const text = table(`| P01 | a | ${path} › ${title} |`);
    expect(checkFeatures(text, [passed], everything)).toEqual([]);
  });

  it("refuses half a name", () => {
    const text = table(`| P01 | a | ${path} › a Czech amount |`);
    expect(checkFeatures(text, [passed], everything)[0]).toContain("did not run");
  });

  it.each([
    ["a test that did not pass", "failed", "failed"],
    ["a test that was skipped", "skipped", "skipped"],
  ] as const)("refuses %s", (_, status, words) => {
    const text = table(`| P01 | a | ${path} › prints a Czech amount |`);
    const [problem] = checkFeatures(text, [{ ...passed, status }], everything);
    expect(problem).toContain(words);
  });

  it("refuses when one case of several under the name failed", () => {
    const text = table(`| P01 | a | ${path} › prints a Czech amount |`);
    const ran: RanTest[] = [passed, { ...passed, status: "failed" }];
    expect(checkFeatures(text, ran, everything)).toHaveLength(1);
  });

  it("refuses a missing file, a missing title, a row without a test, and an empty table", () => {
    const text = table(
      "| P01 | a | gone.test.ts › works |",
      "| P02 | a | there.test.ts |",
      "| P03 | a | by hand |",
    );
    const problems = checkFeatures(text, [], (name) => name !== "gone.test.ts");
    expect(problems.map((problem) => problem.split(": ")[1])).toEqual([
      "gone.test.ts does not exist",
      "there.test.ts without a title",
      "names no test (path › title)",
    ]);
    expect(checkFeatures(table(), [], everything)).toHaveLength(1);
  });
});
