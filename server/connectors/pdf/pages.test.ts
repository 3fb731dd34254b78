import { degrees, PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { htmlToPdf } from "./html-to-pdf";
import { countPages, joinPdf, pageSizes } from "./pages";

const AT = new Date("2026-03-01T10:00:00Z");
const letter = async (pages: number) =>
  (
    await htmlToPdf("<p style='page-break-after:always'>strana</p>".repeat(pages), {
      ...{ title: "Dopis", author: "Inkaso", language: "cs", createdAt: AT },
    })
  ).bytes;

/** As other writers leave it: objects packed into streams, pages of a size of their own. */
async function other(useObjectStreams: boolean): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([300, 400]);
  pdf.addPage([300, 400]).setRotation(degrees(90));
  return pdf.save({ useObjectStreams });
}

describe("pages of a PDF", () => {
  it("are counted and measured, whoever wrote it", async () => {
    expect(await countPages(await letter(3))).toBe(3);
    for (const isPacked of [true, false]) {
      const bytes = await other(isPacked);
      expect(await countPages(bytes)).toBe(2);
      expect(await pageSizes(bytes)).toEqual([
        { width: 300, height: 400 },
        { width: 400, height: 300 },
      ]);
    }
  });

  it("of several files become one, in their order, the same bytes each time", async () => {
    const parts = [await letter(2), await other(true), await letter(1)];
    const told = { title: "Dopis s přílohou", createdAt: AT };
    const first = await joinPdf(parts, told);
    expect(first.pages).toBe(5);
    expect(await countPages(first.bytes)).toBe(5);
    const widths = (await pageSizes(first.bytes)).map(({ width }) => Math.round(width));
    expect(widths).toEqual([595, 595, 300, 400, 595]);
    expect((await joinPdf(parts, told)).bytes.equals(first.bytes)).toBe(true);
    const turned = await joinPdf(parts.toReversed(), told);
    expect(turned.bytes.equals(first.bytes)).toBe(false);
  });

  it("of one file stay as they are", async () => {
    const bytes = await letter(2);
    const joined = await joinPdf([bytes], { title: "x", createdAt: AT });
    expect(joined.bytes.equals(bytes)).toBe(true);
    expect(joined.pages).toBe(2);
  });

  it("of a damaged or locked file are refused", async () => {
    const bytes = await letter(1);
    const refused = { code: "templates.pdf_unreadable", kind: "invalid" };
    for (const broken of [Buffer.alloc(0), Buffer.from("nothing"), bytes.subarray(0, 300)]) {
      await expect(countPages(broken)).rejects.toMatchObject(refused);
      await expect(joinPdf([bytes, broken], { title: "x", createdAt: AT })).rejects.toMatchObject(
        refused,
      );
    }
    const locked = await PDFDocument.load(await other(false));
    locked.encrypt({ userPassword: "x", ownerPassword: "y" });
    await expect(countPages(await locked.save())).rejects.toMatchObject(refused);
  });
});
