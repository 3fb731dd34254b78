import { strFromU8, unzipSync } from "fflate";
import { readTemplate } from "@/server/domain/templates/documents/read-template";
import { renderTemplate } from "@/server/domain/templates/documents/render-template";
import type { Group, Term, Value } from "@/server/domain/templates/language";
import { FIELDS, letterFiles, pack, run } from "./letter-document";
import { docxtemplater, easyTemplateX, floor, type Maker } from "./letter-rivals";

/**
 * Two-page DOCX letters with twenty fields, one process, one core. Ours takes typed values (money,
 * days) and writes them itself; the others are handed the finished texts. Ours is measured packed
 * small, as letters are kept, and quickly, as they go on to become PDF. The last line is JSON, in
 * letters a second.
 *
 *   tsx scripts/bench/documents.ts [letters] [rounds of ours and the floor]
 */
const [letters = 10_000, rounds = 3] = process.argv.slice(2).map(Number);
const OPTIONS = { language: "cs", today: "2026-11-30" } as const;
const kindOf = (index: number) => (index < 12 ? "text" : index < 17 ? "money" : "day");

const VOCABULARY: Term[] = Array.from({ length: FIELDS }, (_, index) => {
  const key = `f${index}`;
  return {
    key,
    aliases: [key],
    kind: kindOf(index),
    names: { cs: key, sk: key, en: key, ru: key },
  };
});

function typedValue(letter: number, index: number): Value {
  const kind = kindOf(index);
  if (kind === "text") return { kind, text: `Údaj ${index} & dopis č. ${letter}` };
  if (kind === "money") return { kind, minor: letter * 137 + index * 10_000, currency: "CZK" };
  return { kind: "day", day: `2026-0${1 + (letter % 9)}-1${index % 10}` };
}

const ROOTS: Group[] = Array.from({ length: letters }, (_, letter) => ({
  kind: "group",
  entries: Object.fromEntries(
    VOCABULARY.map(({ key }, index) => [key, typedValue(letter, index)] as const),
  ),
}));

/** The texts that ours would print, for those who do not write values. */
function texts(): string[][] {
  const source = VOCABULARY.map(({ key }) => `{${key}}`).join("\n");
  const { compiled } = readTemplate("a.txt", Buffer.from(source), VOCABULARY);
  return ROOTS.map((root) => (renderTemplate(compiled, root, OPTIONS).text ?? "").split("\n"));
}

type Run = { perSecond: number; bytes: number; kept: Uint8Array[] };

/** Makes all letters one after another; a few are kept to be compared. */
async function timed(count: number, make: (letter: number) => ReturnType<Maker>): Promise<Run> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  const startedAt = performance.now();
  for (let letter = 0; letter < count; letter += 1) {
    const made = await make(letter);
    bytes += made.length;
    if (letter % Math.ceil(count / 5) === 0) kept.push(made);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { perSecond: Math.round(count / seconds), bytes: Math.round(bytes / count), kept };
}

/** What a reader of the letter sees. */
function wordsOf(bytes: Uint8Array): string {
  const xml = strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array());
  const paragraphs = xml
    .split("</w:p>")
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(""),
    );
  // Quotes and the like may be spelt either way.
  return paragraphs
    .join("\n")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("\u00a0", " ");
}

function assertSame(name: string, one: Run, other: Run): void {
  one.kept.forEach((bytes, index) => {
    const [left, right] = [wordsOf(bytes), wordsOf(other.kept[index] ?? new Uint8Array())];
    if (left !== right || left.length < 5_000) throw new Error(`${name} made another letter`);
  });
}

function median(runs: readonly Run[]): number {
  const sorted = runs.map(({ perSecond }) => perSecond).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function main(): Promise<void> {
  const yellow = '<w:highlight w:val="yellow"/>';
  const template = Buffer.from(pack(letterFiles((index) => run(`f${index}`, yellow))));
  const startedAt = performance.now();
  const { compiled, problems } = readTemplate("letter.docx", template, VOCABULARY);
  renderTemplate(compiled, ROOTS[0] as Group, OPTIONS);
  const coldMs = Math.round(performance.now() - startedAt);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));

  const values = texts();
  const valuesOf = (letter: number) => values[letter] ?? [];
  const makeOurs = (packing: "small" | "quick") => (letter: number) =>
    renderTemplate(compiled, ROOTS[letter] as Group, { ...OPTIONS, packing }).bytes;
  const makeFloor = floor();
  const ours: Run[] = [];
  const quick: Run[] = [];
  const floors: Run[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await timed(letters, makeOurs("small")));
    quick.push(await timed(letters, makeOurs("quick")));
    floors.push(await timed(letters, (letter) => makeFloor(valuesOf(letter))));
    const rates = [ours, quick, floors].map((runs) => runs.at(-1)?.perSecond);
    console.log(`round ${round + 1}: ours ${rates[0]}/s, quick ${rates[1]}/s, floor ${rates[2]}/s`);
  }
  const [first, low] = [ours[0], floors[0]] as [Run, Run];
  const [fast] = quick as [Run];
  assertSame("the floor", first, low);
  assertSame("quick packing", first, fast);
  const rivals: Record<string, number> = {};
  for (const [name, make] of Object.entries({
    docxtemplater: docxtemplater(),
    easyTemplateX: easyTemplateX(),
  })) {
    const warm = await timed(Math.min(100, letters), (letter) => make(valuesOf(letter)));
    const rival = await timed(letters, (letter) => make(valuesOf(letter)));
    assertSame(name, first, rival);
    rivals[name] = rival.perSecond;
    console.log(`${name}: ${rival.perSecond}/s after ${warm.perSecond}/s`);
  }
  const rate = median(ours);
  console.log(
    JSON.stringify({
      bench: "documents",
      letters,
      ours: rate,
      floor: median(floors),
      ratio: Number((rate / median(floors)).toFixed(2)),
      quick: median(quick),
      ...rivals,
      timesDocxtemplater: Number((rate / (rivals.docxtemplater ?? 1)).toFixed(1)),
      coldMs,
      bytes: first.bytes,
      quickBytes: fast.bytes,
      floorBytes: low.bytes,
      rssMb: Math.round(process.memoryUsage().rss / 1e6),
    }),
  );
}

await main();
