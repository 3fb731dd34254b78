import { describe, expect, it } from "vitest";
import {
  areasOf,
  duration,
  isProven,
  narrowFeatures,
  narrowFiles,
  type ReportFile,
  stageSums,
} from "./results";

const files: ReportFile[] = [
  {
    ...{ file: "server/domain/claims/interest.test.ts", stage: "unit" },
    tests: [
      { title: "interest › grows", status: "passed", durationMs: 20 },
      { title: "interest › rests", status: "failed", durationMs: 5, message: "expected 1" },
    ],
  },
  {
    ...{ file: "e2e/portal.spec.ts", stage: "e2e" },
    tests: [{ title: "a client pays", status: "passed", durationMs: 9_000 }],
  },
  { file: "run", stage: "", tests: [{ title: "stopped", status: "failed" }] },
];
const titles = (found: ReportFile[]) => found.flatMap(({ tests }) => tests.map((t) => t.title));

describe("a saved report", () => {
  it("is summed up part by part, in the order in which they run", () => {
    expect(stageSums(files)).toEqual([
      { stage: "unit", counts: { passed: 1, failed: 1, skipped: 0 }, ms: 25 },
      { stage: "e2e", counts: { passed: 1, failed: 0, skipped: 0 }, ms: 9_000 },
      { stage: "other", counts: { passed: 0, failed: 1, skipped: 0 }, ms: 0 },
    ]);
  });

  it("is narrowed to what failed and to what is looked for, by file or by name", () => {
    const of = (text: string, isOnlyFailed = false) =>
      titles(narrowFiles(files, { text, isOnlyFailed }));
    expect(of("")).toHaveLength(4);
    expect(of("", true)).toEqual(["interest › rests", "stopped"]);
    expect(of("PORTAL")).toEqual(["a client pays"]);
    expect(of("rests")).toEqual(["interest › rests"]);
  });

  it("stands by rooms of the house", () => {
    expect(areasOf(files).map(({ area }) => area)).toEqual(["e2e", "run", "server/domain/claims"]);
  });

  it("calls proven only what every named test proves", () => {
    const feature = (...statuses: ("passed" | "failed" | null)[]) => ({
      ...{ id: "K73", text: "Results are shown." },
      tests: statuses.map((status) => ({ path: "a.test.ts", title: "x", status })),
    });
    expect(isProven(feature("passed", "passed"))).toBe(true);
    for (const statuses of [["passed", null], ["passed", "failed"], []] as const) {
      expect(isProven(feature(...statuses))).toBe(false);
    }
    const all = [feature("passed"), feature(null)];
    expect(narrowFeatures(all, { text: "k73", isOnlyFailed: false })).toHaveLength(2);
    expect(narrowFeatures(all, { text: "", isOnlyFailed: true })).toEqual([all[1]]);
  });

  it("tells how long things took", () => {
    expect(duration(1_240, "cs")).toBe("1,2 s");
    expect(duration(185_000, "en")).toBe("3 min 05 s");
  });
});
