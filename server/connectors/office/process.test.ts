import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FOLDER_PREFIX } from "./convert-batch";
import { findOffice, installedOffice } from "./find-office";
import type { OfficeDocument, OfficeSettings } from "./office";

const STAND_IN = new URL("testing/stand-in.mjs", import.meta.url).pathname;
const AT = new Date("2026-03-01T10:00:00Z");

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stand-in-"));
  path = join(folder, "soffice");
  const names = "$(env | cut -d= -f1 | sort | tr '\\n' ' ')";
  await writeFile(path, `#!/bin/sh\n"${process.execPath}" "${STAND_IN}" "${names}" "$@"\n`);
  await chmod(path, 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const letter = (text: string): OfficeDocument => ({
  format: "docx",
  content: Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from(text)]),
});

async function office(settings: OfficeSettings = {}) {
  return installedOffice(await findOffice({ path, ...settings }));
}

async function convert(texts: readonly string[], settings: OfficeSettings = {}) {
  const answers = await (await office(settings)).toPdf(texts.map(letter), { createdAt: AT });
  return answers.map((answer) =>
    answer.isConverted ? answer.pdf.toString("latin1") : answer.reason,
  );
}

const leftFolders = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(FOLDER_PREFIX));

describe("the office's process", () => {
  let before: string[];
  beforeEach(async () => {
    before = await leftFolders();
  });
  const expectClean = async () =>
    expect((await leftFolders()).filter((name) => !before.includes(name))).toEqual([]);

  it("is told of clearly where it is not", async () => {
    const missing = await findOffice({ path: join(folder, "nothing") });
    expect(missing).toEqual({ isInstalled: false });
    expect(() => installedOffice(missing)).toThrow("templates.office_missing");
    // Something else under its name.
    expect(await findOffice({ path: "/bin/true" })).toEqual({ isInstalled: false });
    expect((await office()).version).toBe("1.2.3.4");
  });

  it("answers in the order of the documents, over batches and formats", async () => {
    const texts = Array.from({ length: 23 }, (_, index) => `letter ${index}.`);
    const documents = texts.map((text, index) => ({
      ...letter(text),
      format: index % 3 === 0 ? ("odt" as const) : ("docx" as const),
    }));
    const { toPdf } = await office({ batchSize: 5, processesMax: 3 });
    const answers = await toPdf(documents, { createdAt: AT });
    for (const [index, answer] of answers.entries()) {
      expect(answer.isConverted && answer.pdf.toString("latin1")).toContain(`letter ${index}.`);
    }
    await expectClean();
  });

  it("hands the process nothing of our environment", async () => {
    vi.stubEnv("STAND_IN_SECRET", "x");
    const [pdf] = await convert(["a"]);
    vi.unstubAllEnvs();
    expect(pdf).toContain("HOME LANG NODE_ENV PATH");
    expect(pdf).not.toContain("STAND_IN_SECRET");
  });

  it.each([
    ["SKIP", "office_unreadable"],
    ["CRASH", "office_crashed"],
    ["HALF", "office_crashed"],
  ])("lets a document that makes it %s cost only itself", async (fault, reason) => {
    const texts = ["a", "b", fault, "c", "d", fault, "e"];
    const results = await convert(texts);
    for (const [index, result] of results.entries()) {
      if (texts[index] === fault) expect(result).toBe(reason);
      else expect(result).toContain(`PK\u0003\u0004${texts[index]}`);
    }
    await expectClean();
  });

  it("kills what hangs with all its children, and goes on with the rest", async () => {
    const note = join(folder, "port");
    const limits = { documentMs: 2500 };
    const results = await convert(["a", `HANG ${note};`, "c"], { limits });
    expect(results[1]).toBe("office_timed_out");
    expect(results[0]).toContain("%PDF");
    expect(results[2]).toContain("%PDF");
    expect(existsSync(note)).toBe(true);
    expect(await isListening(Number(await readFile(note, "utf8")))).toBe(false);
    await expectClean();
  });

  it("stops a batch that drips on beyond its time", async () => {
    const note = join(folder, "port-2");
    const limits = { startMs: 700, averageMs: 1, documentMs: 60_000 };
    expect(await convert([`HANG ${note};`], { limits })).toEqual(["office_timed_out"]);
  });

  it("refuses what is no archive, and what is far too large, without a process", async () => {
    const { toPdf } = await office();
    const huge = Buffer.alloc(33 * 1024 * 1024);
    const answers = await toPdf(
      [
        { format: "docx", content: Buffer.from("<html><img src='file:///etc/passwd'>") },
        { format: "odt", content: Buffer.alloc(0) },
        { format: "docx", content: huge },
      ],
      { createdAt: AT },
    );
    expect(answers).toEqual([
      { isConverted: false, reason: "office_unreadable" },
      { isConverted: false, reason: "office_unreadable" },
      { isConverted: false, reason: "office_too_large" },
    ]);
    expect(await toPdf([], { createdAt: AT })).toEqual([]);
  });
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
  });
}
