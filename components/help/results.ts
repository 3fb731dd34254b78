import { fold } from "@/server/kernel/fold";
import type { RouterOutput } from "../api/crm";

export type Results = RouterOutput["help"]["results"];
export type Report = NonNullable<Results["report"]>;
export type ReportFile = Report["files"][number];
export type ReportTest = ReportFile["tests"][number];
export type Feature = Results["features"][number];
export type Status = ReportTest["status"];

export interface StageSum {
  stage: string;
  counts: Record<Status, number>;
  ms: number;
}

const ORDER = ["checks", "unit", "db", "e2e", "features"];

/** What passed, failed and took how long, part by part. */
export function stageSums(files: readonly ReportFile[]): StageSum[] {
  const sums = new Map<string, StageSum>();
  for (const { stage, tests } of files) {
    const known = ORDER.includes(stage) ? stage : "other";
    const none = { stage: known, counts: { passed: 0, failed: 0, skipped: 0 }, ms: 0 };
    const sum = sums.get(known) ?? none;
    for (const { status, durationMs = 0 } of tests) {
      sum.counts[status] += 1;
      sum.ms += durationMs;
    }
    sums.set(known, sum);
  }
  const at = (stage: string) => (ORDER.includes(stage) ? ORDER.indexOf(stage) : ORDER.length);
  return [...sums.values()].sort((a, b) => at(a.stage) - at(b.stage));
}

export interface Narrowing {
  text: string;
  isOnlyFailed: boolean;
}

const has = (text: string, wanted: string) => fold(text).includes(wanted);

/** Files with the tests that are looked for; a file whose name is, with all of them. */
export function narrowFiles(files: readonly ReportFile[], by: Narrowing): ReportFile[] {
  const wanted = fold(by.text.trim());
  return files.flatMap((file) => {
    const isWhole = wanted === "" || has(file.file, wanted);
    const tests = file.tests.filter(
      ({ title, status }) =>
        (isWhole || has(title, wanted)) && (!by.isOnlyFailed || status === "failed"),
    );
    return tests.length > 0 ? [{ ...file, tests }] : [];
  });
}

export interface Area {
  /** "server/domain/claims", "e2e" */
  area: string;
  files: ReportFile[];
  counts: Record<Status, number>;
}

/** A room of the house is an area; elsewhere the first folder. */
function areaOf(file: string): string {
  const parts = file.split("/");
  if (parts.length === 1) return file;
  const depth = parts[0] === "server" ? (parts[1] === "domain" ? 3 : 2) : 1;
  return parts.slice(0, Math.min(depth, parts.length - 1)).join("/");
}

export function areasOf(files: readonly ReportFile[]): Area[] {
  const areas = new Map<string, Area>();
  for (const file of files) {
    const area = areaOf(file.file);
    const none = { area, files: [], counts: { passed: 0, failed: 0, skipped: 0 } };
    const known = areas.get(area) ?? none;
    known.files.push(file);
    for (const { status } of file.tests) known.counts[status] += 1;
    areas.set(area, known);
  }
  return [...areas.values()].sort((a, b) => (a.area < b.area ? -1 : 1));
}

/** Every test that a capability names ran and passed. */
export const isProven = ({ tests }: Feature) =>
  tests.length > 0 && tests.every(({ status }) => status === "passed");

export function narrowFeatures(features: readonly Feature[], by: Narrowing): Feature[] {
  const wanted = fold(by.text.trim());
  return features.filter((feature) => {
    if (by.isOnlyFailed && isProven(feature)) return false;
    const { id, text, tests } = feature;
    return has([id, text, ...tests.map((test) => test.title)].join(" "), wanted);
  });
}

/** "1,2 s", "3 min 05 s" */
export function duration(ms: number, locale: string): string {
  if (ms < 60_000) {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return `${(ms / 1000).toLocaleString(locale, digits)} s`;
  }
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
