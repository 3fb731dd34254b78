import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./paths";
import { readPlaywright, readVitest, summary, tell } from "./results";

describe("vitest's report", () => {
  it("gives each test its file and the whole path of names", () => {
    const ran = readVitest({
      success: true,
      testResults: [
        {
          name: join(root, "server/kernel/money.test.ts"),
          status: "passed",
          message: "",
          assertionResults: [
            { ancestorTitles: ["money", "prints"], title: "zero", status: "passed" },
            { ancestorTitles: [], title: "later", status: "todo" },
          ],
        },
      ],
    });
    expect(ran).toEqual([
      { file: "server/kernel/money.test.ts", title: "money › prints › zero", status: "passed" },
      { file: "server/kernel/money.test.ts", title: "later", status: "skipped" },
    ]);
  });

  it("counts a file that could not be loaded as one failed test", () => {
    const broken = { name: "a.test.ts", status: "failed", message: "", assertionResults: [] };
    expect(summary(readVitest({ success: false, testResults: [broken] }))).toBe(
      "0 passed, 1 failed",
    );
  });
});

describe("Playwright's report", () => {
  it("walks nested suites and counts errors outside tests", () => {
    const spec = (title: string, status: string) => ({
      title,
      file: "sign-in.spec.ts",
      tests: [{ projectName: "", status }],
    });
    const ran = readPlaywright({
      config: { rootDir: join(root, "e2e") },
      suites: [
        {
          title: "sign-in.spec.ts",
          file: "sign-in.spec.ts",
          specs: [spec("opens", "expected")],
          suites: [
            {
              title: "as operator",
              file: "sign-in.spec.ts",
              specs: [spec("sees cases", "unexpected"), spec("flickers", "flaky")],
            },
          ],
        },
      ],
      errors: [{ message: "no server" }],
    });
    expect(ran.map(({ file, title }) => `${file} ${title}`)).toEqual([
      "e2e/sign-in.spec.ts opens",
      "e2e/sign-in.spec.ts as operator › sees cases",
      "e2e/sign-in.spec.ts as operator › flickers",
      "e2e (outside any test)",
    ]);
    expect(summary(ran)).toBe("2 passed, 2 failed");
    expect(tell(ran)).toEqual([
      ...["", "Passed only when tried again:", "  e2e/sign-in.spec.ts › as operator › flickers"],
      ...["", "Failed:", "  e2e/sign-in.spec.ts › as operator › sees cases"],
      "  e2e › (outside any test)",
    ]);
  });
});

describe("the closing line", () => {
  it("names skipped tests only when there are any", () => {
    const test = (status: "passed" | "skipped") => ({ file: "a", title: "b", status });
    expect(summary([test("passed")])).toBe("1 passed, 0 failed");
    expect(summary([test("passed"), test("skipped")])).toBe("1 passed, 0 failed, 1 skipped");
  });
});
