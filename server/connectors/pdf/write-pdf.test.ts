import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { PdfBlock, PdfDocument, PdfRow } from "./document";
import { textOfPages } from "./testing/text-of-pages";
import { writePdf } from "./write-pdf";

const COLUMNS = [
  { header: "Den", width: 20 },
  { header: "Pohyb", width: 60 },
  { header: "Částka", width: 20, align: "right" as const },
];

async function pagesOf(blocks: readonly PdfBlock[], title = "Vyčíslení dluhu") {
  const document: PdfDocument = {
    ...{ title, author: "Inkaso", language: "cs", createdAt: new Date(0), blocks },
    footer: { text: "Případ 7/2026", page: (number, count) => `Strana ${number} z ${count}` },
  };
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writePdf(document, stream)]);
  return textOfPages(bytes);
}

const rows = (count: number): PdfRow[] =>
  Array.from({ length: count }, (_, index) => ({
    cells: [`${index + 1}.`, { text: "úrok", detail: "§ 1970 OZ" }, "1\u00a0234,50"],
  }));

describe("a document", () => {
  it("holds Czech, Slovak and Russian letters as text that can be found", async () => {
    const text = "Příliš žluťoučký kůň, ľúbezný vŕšok, съешь ещё этих мягких булок";
    const [page] = await pagesOf([{ type: "paragraph", text }]);
    expect(page).toContain("Vyčíslení dluhu");
    expect(page?.replaceAll(/\s+/g, " ")).toContain(text);
  });

  it("breaks a long table between rows, with its head on every page, and numbers the pages", async () => {
    const total: PdfRow = { tone: "total", cells: ["", "Zůstatek", "9,00"] };
    const pages = await pagesOf([{ type: "table", columns: COLUMNS, rows: [...rows(90), total] }]);
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain("Částka");
      expect(page).toContain(`Strana ${index + 1} z ${pages.length}`);
      expect(page).toContain("Případ 7/2026");
    }
    const all = pages.join("\n");
    for (let number = 1; number <= 90; number += 1) {
      expect(all.match(new RegExp(`(^|\\n)${number}\\.(\\n|$)`, "g"))).toHaveLength(1);
    }
    // A row stands whole on its page.
    for (const page of pages) {
      expect(page.match(/úrok/g)?.length).toBe(page.match(/§ 1970 OZ/g)?.length);
    }
    expect(pages.at(-1)).toContain("Zůstatek");
  });

  it("never leaves a heading alone at the foot of a page", async () => {
    for (let count = 20; count < 34; count += 1) {
      const pages = await pagesOf([
        { type: "table", columns: COLUMNS, rows: rows(count) },
        { type: "heading", text: "Přeplatek" },
        { type: "table", columns: COLUMNS, rows: rows(1) },
      ]);
      const page = pages.find((each) => each.includes("Přeplatek")) ?? "";
      expect(page.slice(page.indexOf("Přeplatek"))).toContain("§ 1970 OZ");
    }
  });
});
