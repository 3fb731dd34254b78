import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./paths";

export type TestStatus = "passed" | "failed" | "skipped";

/** One test that ran; `title` is the whole path of names, joined by " › ". */
export type RanTest = {
  file: string;
  title: string;
  status: TestStatus;
  /** Which part of the run it belongs to: "unit", "db", "e2e". */
  stage?: string;
  durationMs?: number;
  /** Of one that failed, or failed at first, what was wrong. */
  message?: string;
  /** Passed only when it was tried again. */
  isSecondTry?: true;
};

export const RESULTS_FOLDER = "test-results";
export const SEPARATOR = " › ";

export const resultFile = (name: string): string => join(root, RESULTS_FOLDER, `${name}.json`);

const pathOf = (file: string): string => {
  const path = file.startsWith(root) ? relative(root, file) : file;
  return path.split(sep).join("/");
};

type VitestReport = {
  success: boolean;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: {
      ancestorTitles: string[];
      title: string;
      status: string;
      duration?: number | null;
      failureMessages?: string[];
    }[];
  }[];
};

const vitestStatus = (status: string): TestStatus => {
  if (status === "passed" || status === "failed") return status;
  return "skipped";
};

const MESSAGE_CHARS_MAX = 2_000;

/** What is told of a test beside its result, as far as it is known. */
function detailOf(durationMs: number | null | undefined, messages: readonly string[] = []) {
  const message = stripVTControlCharacters(messages.join("\n")).slice(0, MESSAGE_CHARS_MAX);
  return {
    ...(typeof durationMs === "number" ? { durationMs: Math.round(durationMs) } : {}),
    ...(message === "" ? {} : { message }),
  };
}

/** Reads vitest's JSON report. A file that failed before its tests counts as one failed test. */
export function readVitest(report: VitestReport): RanTest[] {
  return report.testResults.flatMap((result) => {
    const file = pathOf(result.name);
    const tests = result.assertionResults.map((test) => ({
      file,
      title: [...test.ancestorTitles, test.title].filter(Boolean).join(SEPARATOR),
      status: vitestStatus(test.status),
      ...detailOf(test.duration, test.failureMessages),
    }));
    const isBroken = result.status === "failed" && !tests.some((t) => t.status === "failed");
    return isBroken ? [...tests, { file, title: "(the file itself)", status: "failed" }] : tests;
  });
}

type PlaywrightSuite = {
  title: string;
  file: string;
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    tests: {
      projectName: string;
      status: string;
      results?: { duration?: number; error?: { message?: string } }[];
    }[];
  }[];
};

type PlaywrightReport = {
  config: { rootDir: string };
  suites: PlaywrightSuite[];
  errors: { message?: string }[];
};

const playwrightStatus = (status: string): TestStatus => {
  if (status === "expected" || status === "flaky") return "passed";
  return status === "skipped" ? "skipped" : "failed";
};

/** Reads Playwright's JSON report. An error outside any test counts as one failed test. */
export function readPlaywright(report: PlaywrightReport): RanTest[] {
  const visit = (suite: PlaywrightSuite, parents: string[]): RanTest[] => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map((test) => ({
        file: pathOf(join(report.config.rootDir, spec.file)),
        title: [...parents, spec.title].join(SEPARATOR),
        status: playwrightStatus(test.status),
        ...(test.status === "flaky" ? { isSecondTry: true as const } : {}),
        ...detailOf(
          test.results?.at(-1)?.duration,
          test.results?.flatMap(({ error }) => error?.message ?? []),
        ),
      })),
    ),
    ...(suite.suites ?? []).flatMap((inner) => visit(inner, [...parents, inner.title])),
  ];
  // The outermost suites are files; their titles are paths, not names.
  const tests = report.suites.flatMap((suite) => visit(suite, []));
  const broken = report.errors.map(
    (): RanTest => ({ file: "e2e", title: "(outside any test)", status: "failed" }),
  );
  return [...tests, ...broken];
}

/** Removes an old report, so that a crashed run cannot pass off yesterday's result as today's. */
export function forget(name: string): void {
  mkdirSync(join(root, RESULTS_FOLDER), { recursive: true });
  rmSync(resultFile(name), { force: true });
}

/**
 * The tests of a run: its report, and one failed test more when the program failed although no
 * test did (a crash, an unhandled rejection, no report at all).
 */
export function collect(
  name: string,
  exitCode: number,
  read: (report: never) => RanTest[],
): RanTest[] {
  const file = resultFile(name);
  const known = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8")) as never) : [];
  const ran = known.map((test) => ({ ...test, stage: name }));
  const isRed = ran.some((test) => test.status === "failed");
  if (isRed || (exitCode === 0 && existsSync(file))) return ran;
  return [
    ...ran,
    { file: name, title: `(the run ended with ${exitCode})`, status: "failed", stage: name },
  ];
}

export function writeRan(ran: RanTest[]): void {
  const file = resultFile("ran");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(ran, null, 1)}\n`);
}

const LINES_TOLD_MAX = 12;

/** What failed, and what passed only when tried again, each with the beginning of why. */
export function tell(ran: readonly RanTest[]): string[] {
  const told = (title: string, tests: readonly RanTest[]) => {
    if (tests.length === 0) return [];
    const lines = tests.flatMap(({ file, title, message = "" }) => [
      `  ${file}${SEPARATOR}${title}`,
      ...message
        .split("\n")
        .slice(0, LINES_TOLD_MAX)
        .filter(Boolean)
        .map((line) => `    ${line}`),
    ]);
    return ["", title, ...lines];
  };
  return [
    ...told(
      "Passed only when tried again:",
      ran.filter((test) => test.isSecondTry),
    ),
    ...told(
      "Failed:",
      ran.filter((test) => test.status === "failed"),
    ),
  ];
}

/** The closing line: "N passed, N failed", and the skipped ones when there are any. */
export function summary(ran: RanTest[]): string {
  const count = (status: TestStatus) => ran.filter((test) => test.status === status).length;
  const skipped = count("skipped");
  const line = `${count("passed")} passed, ${count("failed")} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
