import { describe, expect, it } from "vitest";
import type { PrintOffice } from "@/server/kernel/print-office";
import type { Context } from "../../context";
import { MEDIA_TYPES } from "../documents/compiled";
import { docx, paragraph, run, styled, table } from "../documents/testing/docx";
import { odt, odtTable, p, span } from "../documents/testing/odt";
import { hasPages, showDocument } from "./show-document";

/** A word processor that says what it was given, and counts. */
function officeOf(answer: "pdf" | "refusal") {
  const asked = { count: 0, isWaitedFor: [] as unknown[] };
  const office: PrintOffice = {
    isInstalled: true,
    toPdf: async (documents, { isWaitedFor }) => {
      asked.count += documents.length;
      asked.isWaitedFor.push(isWaitedFor);
      return documents.map(({ content }) =>
        answer === "pdf"
          ? { isConverted: true, pdf: Buffer.from(`%PDF ${content.length}`) }
          : { isConverted: false, reason: "office_timed_out" },
      );
    },
  };
  return { asked, office };
}

const contextOf = (office: PrintOffice) =>
  ({ now: new Date(0), outside: { office: async () => office } }) as unknown as Context;
const WITHOUT = contextOf({ isInstalled: false });

const fileOf = (format: "docx" | "odt", bytes: Uint8Array) => ({
  file: { name: `dopis.${format}`, mediaType: MEDIA_TYPES[format], bytes: Buffer.from(bytes) },
  language: "cs" as const,
});
const letter = (text: string) => fileOf("docx", docx({ body: paragraph(run(text)) }));

async function nearOf(given: ReturnType<typeof fileOf>): Promise<string> {
  const shown = await showDocument(WITHOUT, given);
  if (shown.look !== "near") throw new Error("it was printed");
  return shown.html;
}

/** A document with one picture of so many bytes that stands in it again and again. */
function pictured(format: "docx" | "odt", { copies, bytes }: { copies: number; bytes: number }) {
  // Noise does not pack well: what packs too well is refused before.
  const picture = Array.from({ length: bytes }, (_, at) =>
    String.fromCharCode((at * at * 31 + (at >> 7)) % 128),
  ).join("");
  if (format === "odt") {
    const frame = '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>';
    return odt({ body: p(frame.repeat(copies)), parts: { "Pictures/a.png": picture } });
  }
  const drawing =
    "<w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic " +
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>' +
    '<a:blip r:embed="rIdPicture"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>' +
    "</wp:inline></w:drawing>";
  const relations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    '<Relationship Id="rIdPicture" Target="media/a.png" ' +
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>' +
    "</Relationships>";
  const body = `<w:p>${`<w:r>${drawing}</w:r>`.repeat(copies)}</w:p>`;
  const parts = { "word/media/a.png": picture, "word/_rels/document.xml.rels": relations };
  return docx({ body, parts });
}

describe("a document that is looked at", () => {
  it("is printed once, however often and by how many it is looked at", async () => {
    const { asked, office } = officeOf("pdf");
    const ctx = contextOf(office);
    const both = await Promise.all([1, 2].map(() => showDocument(ctx, letter("Výzva A"))));
    const again = await showDocument(ctx, letter("Výzva A"));
    expect([...both, again].map(({ look }) => look)).toEqual(["print", "print", "print"]);
    expect(asked.count).toBe(1);
    await showDocument(ctx, letter("Výzva B"));
    expect(asked).toEqual({ count: 2, isWaitedFor: [true, true] });
  });

  it("is shown by its words where it cannot be printed, and tried again the next time", async () => {
    const { asked, office } = officeOf("refusal");
    const ctx = contextOf(office);
    expect(await showDocument(ctx, letter("Výzva C"))).toMatchObject({ look: "near" });
    await showDocument(ctx, letter("Výzva C"));
    expect(asked.count).toBe(2);
  });

  it("has its words, headings and tables from DOCX", async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>';
    const body =
      styled("Heading1", run("Předžalobní výzva")) +
      paragraph(run("Dlužíte "), run("1 234,50 Kč", "<w:b/>"), run(" & úrok <5 %.")) +
      table([paragraph(run("Jistina")), paragraph(run("1 000"))]);
    const html = await nearOf(fileOf("docx", docx({ body, styles })));
    expect(html).toContain("<h1>Předžalobní výzva</h1>");
    expect(html).toContain("<strong>1 234,50 Kč</strong> &amp; úrok &lt;5 %.");
    expect(html).toMatch(/<td><p>Jistina<\/p><\/td>/);
  });

  it("has its words, headings, spaces and tables from ODT, and no notes of people", async () => {
    const note = "<office:annotation><text:p>tajné</text:p></office:annotation>";
    const body =
      '<text:h text:outline-level="2">Upomínka</text:h>' +
      p(
        "Dlužíte",
        '<text:s text:c="2"/>',
        span("1 234,50 Kč"),
        note,
        "<text:line-break/>&lt;b&gt;",
      ) +
      odtTable([p("Jistina"), p("1 000")]);
    const html = await nearOf(fileOf("odt", odt({ body })));
    expect(html).toContain("<h2>Upomínka</h2>");
    expect(html).toContain("<p>Dlužíte&nbsp;&nbsp;1 234,50 Kč<br>&lt;b&gt;</p>");
    expect(html).toContain("<td><p>Jistina</p></td>");
    expect(html).not.toContain("tajné");
  });

  it("runs nothing and leads nowhere bad, whatever was written into it", async () => {
    const link = (target: string) =>
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      `<Relationship Id="rIdLink" TargetMode="External" Target="${target}" ` +
      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>' +
      "</Relationships>";
    const body = `<w:p><w:hyperlink r:id="rIdLink">${run("klikni")}</w:hyperlink></w:p>`;
    const parts = { "word/_rels/document.xml.rels": link("javascript:alert(1)") };
    const html = await nearOf(fileOf("docx", docx({ body, parts })));
    expect(html).toContain("klikni");
    expect(html).not.toMatch(/javascript:/i);
    const plain = { "word/_rels/document.xml.rels": link("https://example.cz/") };
    expect(await nearOf(fileOf("docx", docx({ body, parts: plain })))).toContain(
      'href="https://example.cz/"',
    );
  });

  it.each(["docx", "odt"] as const)("shows pictures of %s, and no bomb of them", async (format) => {
    const count = async (copies: number, bytes: number) => {
      const html = await nearOf(fileOf(format, pictured(format, { copies, bytes })));
      return { images: html.match(/<img /g)?.length ?? 0, length: html.length };
    };
    expect((await count(3, 40_000)).images).toBe(3);
    const bomb = await count(100, 1_000_000);
    expect(bomb.images).toBe(12);
    expect(bomb.length).toBeLessThan(20_000_000);
  });

  it("is refused when it is damaged", async () => {
    const bytes = Buffer.from(docx({ body: paragraph(run("Výzva D")) }));
    bytes.fill(0x41, 60, 120);
    await expect(showDocument(WITHOUT, fileOf("docx", bytes))).rejects.toMatchObject({
      ...{
        kind: "invalid",
        code: expect.stringMatching(/^templates\.(?:damaged|unsafe_archive)$/),
      },
    });
  });

  it("has pages only as a document of a word processor", () => {
    expect(hasPages(MEDIA_TYPES.docx)).toBe(true);
    expect(hasPages(MEDIA_TYPES.odt)).toBe(true);
    expect([MEDIA_TYPES.html, MEDIA_TYPES.txt, "image/png"].some(hasPages)).toBe(false);
  });
});
