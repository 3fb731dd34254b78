import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { countPages, joinPdf } from "../pdf";
import { pngOf } from "../pdf/testing/pictures";
import { findOffice } from "./find-office";
import type { OfficeAnswer, OfficeDocument } from "./office";
import { docx, odt } from "./testing/letter-files";

const office = await findOffice();
// Vitest names what is left out, so that its absence is seen in the report of the run.
const where = office.isInstalled ? `LibreOffice ${office.version}` : "LibreOffice is not installed";

const AT = new Date("2026-03-01T10:00:00Z");
const LETTER = ["Vážená paní Nováková,", "příliš žluťoučký kůň, ľúbezný vŕšok, съешь булок."];
const word = (paragraphs: readonly string[]): OfficeDocument => ({
  format: "docx",
  content: docx({ paragraphs }),
});

async function convert(documents: readonly OfficeDocument[], createdAt = AT) {
  if (!office.isInstalled) throw new Error(where);
  return office.toPdf(documents, { createdAt });
}
const bytesOf = (answer: OfficeAnswer | undefined): Buffer => {
  if (!answer?.isConverted) throw new Error(answer?.reason ?? "no answer");
  return answer.pdf;
};

describe.runIf(office.isInstalled)(`letters by ${where}`, () => {
  it("become archive PDF, the same bytes whenever they are made", { timeout: 90_000 }, async () => {
    const documents: OfficeDocument[] = [
      word(LETTER),
      { format: "odt", content: odt(LETTER) },
      word(["Jiný dopis."]),
    ];
    const first = await convert(documents);
    const second = await convert(documents);
    for (const [index, answer] of first.entries()) {
      const bytes = bytesOf(answer);
      expect(bytes.equals(bytesOf(second[index]))).toBe(true);
      const text = bytes.toString("latin1");
      expect(text).toContain("/CreationDate(D:20260301100000Z");
      expect(text).toContain("<pdfaid:part>2</pdfaid:part>");
      expect(text).toContain("<xmp:CreateDate>2026-03-01T10:00:00");
    }
    expect(bytesOf(first[0]).equals(bytesOf(first[2]))).toBe(false);
    const later = await convert(documents.slice(0, 1), new Date("2026-04-01T10:00:00Z"));
    expect(bytesOf(later[0]).equals(bytesOf(first[0]))).toBe(false);
  });

  it("are done though others of their batch are damaged", { timeout: 90_000 }, async () => {
    const whole = docx({ paragraphs: LETTER });
    const answers = await convert([
      word(LETTER),
      { format: "docx", content: whole.subarray(0, 400) },
      { format: "docx", content: odt(LETTER) },
      word(LETTER),
    ]);
    expect(answers.map(({ isConverted }) => isConverted)).toEqual([true, false, false, true]);
    expect(answers[1]).toEqual({ isConverted: false, reason: "office_unreadable" });
  });

  it("have as many pages as they are counted and joined by", { timeout: 90_000 }, async () => {
    const long = word(Array.from({ length: 130 }, (_, index) => `Řádek ${index}`));
    const pdfs = (await convert([long, word(LETTER)])).map(bytesOf);
    const counts = await Promise.all(pdfs.map(countPages));
    expect(counts[0]).toBeGreaterThan(2);
    expect(counts[1]).toBe(1);
    const whole = await joinPdf(pdfs, { title: "Dopisy", createdAt: AT });
    expect(whole.pages).toBe((counts[0] ?? 0) + 1);
    expect(await countPages(whole.bytes)).toBe(whole.pages);
  });

  it("show no picture of this machine that they point at", { timeout: 90_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "saldo-picture-"));
    const path = join(folder, "secret.png");
    const picture = { width: 8, height: 8, pixel: () => [200, 0, 0, 255] as const };
    await writeFile(path, pngOf(picture, { colour: 2, isInterlaced: false }));
    const linkedPicture = pathToFileURL(path).href;
    const answers = await convert([
      { format: "docx", content: docx({ paragraphs: LETTER, linkedPicture }) },
      { format: "docx", content: docx({ paragraphs: LETTER, picture: await readFile(path) }) },
    ]);
    await rm(folder, { recursive: true });
    const hasPicture = answers.map((each) => bytesOf(each).includes("/Subtype/Image"));
    // The one that a letter holds is shown.
    expect(hasPicture).toEqual([false, true]);
  });

  it("fetch nothing that they point at", { timeout: 90_000 }, async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const linkedPicture = `http://127.0.0.1:${port}/spy.png`;
    const content = docx({ paragraphs: LETTER, linkedPicture });
    const [answer] = await convert([{ format: "docx", content }]);
    server.close();
    expect(bytesOf(answer).length).toBeGreaterThan(1000);
    expect(asked).toEqual([]);
  });
});
