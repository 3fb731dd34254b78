import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OfficeAnswer, OfficeDocument, OfficeLimits, OfficeOptions } from "./office";
import { makeProfile } from "./profile";
import { type RunEnd, runOffice } from "./run-office";
import { steadyPdf } from "./steady-pdf";

export const FOLDER_PREFIX = "saldo-office-";

const INFILTER = { docx: "MS Word 2007 XML", odt: "writer8" } as const;

export interface BatchRules {
  path: string;
  limits: OfficeLimits;
  options: OfficeOptions;
}

/** A document with its place in the answer. */
export interface Numbered {
  number: number;
  document: OfficeDocument;
}

export type Answers = Map<number, OfficeAnswer>;

/**
 * Converts documents of one format in one process. Where the process falls or hangs, the first
 * document without a PDF is tried alone and the rest together; what the office itself passed over
 * is tried once more, for memory may have been short.
 */
export async function convertBatch(
  batch: readonly Numbered[],
  rules: BatchRules,
): Promise<Answers> {
  const answers: Answers = new Map();
  const waiting: { batch: readonly Numbered[]; isAgain: boolean }[] = [{ batch, isAgain: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { end, done } = await convertOnce(next.batch, rules);
    for (const [number, pdf] of done) answers.set(number, { isConverted: true, pdf });
    const missing = next.batch.filter(({ number }) => !done.has(number));
    const [suspect, ...rest] = missing;
    if (suspect === undefined) continue;
    if (end === "finished" && !next.isAgain) waiting.push({ batch: missing, isAgain: true });
    else if (end === "finished" || next.batch.length === 1) refuse(answers, missing, end);
    else {
      if (rest.length > 0) waiting.push({ batch: rest, isAgain: false });
      waiting.push({ batch: [suspect], isAgain: true });
    }
  }
  return answers;
}

const REASONS = {
  finished: "office_unreadable",
  hung: "office_timed_out",
  crashed: "office_crashed",
} as const satisfies Record<RunEnd, string>;

function refuse(answers: Answers, missing: readonly Numbered[], end: RunEnd): void {
  for (const { number } of missing) {
    answers.set(number, { isConverted: false, reason: REASONS[end] });
  }
}

async function convertOnce(
  batch: readonly Numbered[],
  { path, limits, options }: BatchRules,
): Promise<{ end: RunEnd; done: Map<number, Buffer> }> {
  const folder = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
  try {
    await Promise.all(["in", "out"].map((name) => mkdir(join(folder, name))));
    await makeProfile(join(folder, "profile"), options.isArchival ?? true);
    const files = batch.map(({ number, document }) => `in/${number}.${document.format}`);
    for (const [index, { document }] of batch.entries()) {
      await writeFile(join(folder, files[index] ?? ""), document.content);
    }
    const infilter = INFILTER[batch[0]?.document.format ?? "docx"];
    const end = await runOffice({ path, folder, infilter, files, limits });
    const done = new Map<number, Buffer>();
    for (const { number } of batch) {
      const bytes = await readFile(join(folder, "out", `${number}.pdf`)).catch(() => null);
      // A process that fell may leave half a file.
      if (bytes && isWhole(bytes)) done.set(number, steadyPdf(bytes, options.createdAt));
    }
    return { end, done };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const isWhole = (bytes: Buffer): boolean =>
  bytes.subarray(0, 5).toString("latin1") === "%PDF-" &&
  bytes.subarray(-16).toString("latin1").includes("%%EOF");
