import { describe, expect, it } from "vitest";
import { placedOfPages } from "./testing/text-of-pages";
import { textToPdf } from "./text-to-pdf";

const OPTIONS = {
  ...{ title: "Dopis", author: "Inkaso", language: "cs" as const, createdAt: new Date(0) },
};

async function pagesOf(text: string) {
  const { bytes } = await textToPdf(text, { ...OPTIONS, hasPageNumbers: false });
  return placedOfPages(bytes);
}

describe("a letter from plain text", () => {
  it("keeps lines, paragraphs and spaces, and takes marks for what they are", async () => {
    const [page = []] = await pagesOf(
      "Dobrý den,\r\n\r\n<b>1 & 2</b>\r\ndruhý   řádek\n\n\n\nkonec",
    );
    const lines = page.map(({ text }) => text.replaceAll("\u00a0", " "));
    expect(lines).toEqual(["Dobrý den,", "<b>1 & 2</b>", "druhý   řádek", "konec"]);
    const [a, b, c, d] = page.map(({ y }) => y);
    expect((b ?? 0) - (a ?? 0)).toBeGreaterThan((c ?? 0) - (b ?? 0) + 3);
    expect(d).toBeGreaterThan(c ?? 0);
  });

  it("turns the page at a form feed and after enough lines", async () => {
    expect(await pagesOf("a\fb")).toHaveLength(2);
    const pages = await pagesOf(Array.from({ length: 130 }, (_, index) => `r${index}`).join("\n"));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flat().map(({ text }) => text.trim())).toEqual(
      Array.from({ length: 130 }, (_, index) => `r${index}`),
    );
  });

  it("may be empty", async () => {
    expect(await pagesOf("")).toHaveLength(1);
    expect(await pagesOf("\n\n  \n")).toHaveLength(1);
  });
});
