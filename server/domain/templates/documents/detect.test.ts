import { deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readTemplate } from "./read-template";
import type { RefusalReason } from "./refusal";
import { renderTemplate } from "./render-template";
import { docx, marked, pack, paragraph, run, table } from "./testing/docx";
import { codesOf, filesOf, make, OPTIONS } from "./testing/letters";
import { odt, p, span } from "./testing/odt";
import { VOCABULARY, world } from "./testing/world";

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");
const compound = (stream: string) =>
  Buffer.concat([OLE, Buffer.alloc(512), Buffer.from(`${stream}\0`, "utf16le")]);
const body = paragraph(marked("Povinný.CeléJméno"));
const plain = docx({ body });
const types = (main: string) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

function reasonOf(bytes: Uint8Array, fileName = "dopis.docx"): string {
  try {
    readTemplate(fileName, bytes, VOCABULARY);
    return "read";
  } catch (error) {
    return error instanceof Error ? error.message.replace("templates.", "") : String(error);
  }
}

describe("what is no template", () => {
  it.each<[string, Uint8Array, RefusalReason]>([
    ["an empty file", Buffer.alloc(0), "empty_file"],
    ["a file beyond the bound", Buffer.alloc(20_000_001, 97), "file_too_large"],
    ["an old Word document", compound("WordDocument"), "legacy_doc"],
    ["a document behind a password", compound("EncryptedPackage"), "password_protected"],
    ["an old workbook", compound("Workbook"), "workbook"],
    ["another old Office file", compound("VisioDocument"), "legacy_office"],
    ["RTF", Buffer.from("{\\rtf1\\ansi Povinný}"), "rtf"],
    ["PDF", Buffer.from("%PDF-1.7\n"), "pdf"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000", "hex"), "image"],
    ["an archive", Buffer.from("526172211a0700", "hex"), "archive"],
    ["bytes that are no text", Buffer.from([1, 2, 0, 4]), "unknown_file"],
    [
      "Word's single file",
      Buffer.from(
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
      ),
      "flat_xml",
    ],
    ["some other XML", Buffer.from('<?xml version="1.0"?><a/>'), "unknown_file"],
    [
      "a saved web page",
      Buffer.from("MIME-Version: 1.0\nContent-Type: multipart/related\n"),
      "web_archive",
    ],
    ["a ZIP of something", pack({ "a.txt": "a" }), "not_a_document"],
    [
      "a workbook",
      pack({
        "[Content_Types].xml": types(
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        ),
      }),
      "workbook",
    ],
    [
      "a presentation",
      pack({
        "[Content_Types].xml": types(
          "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        ),
      }),
      "presentation",
    ],
    [
      "a document with macros",
      docx({
        body,
        parts: {
          "[Content_Types].xml": types("application/vnd.ms-word.document.macroEnabled.main+xml"),
        },
      }),
      "macros",
    ],
    [
      "macros in a renamed document",
      docx({ body, parts: { "word/vbaProject.bin": "x" } }),
      "macros",
    ],
    [
      "controls that run",
      docx({ body, parts: { "word/activeX/activeX1.xml": "<a/>" } }),
      "active_content",
    ],
    [
      "a field that starts a program",
      docx({
        body: '<w:p><w:r><w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x "a" </w:instrText></w:r></w:p>',
      }),
      "active_content",
    ],
    [
      "a picture that lies elsewhere",
      docx({
        body,
        parts: {
          "word/_rels/document.xml.rels":
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://x/image" Target="http://x/a.png" TargetMode="External"/></Relationships>',
        },
      }),
      "active_content",
    ],
    [
      "an ODT with a picture that lies elsewhere",
      odt({ body: p('<draw:frame><draw:image xlink:href="http://x/a.png"/></draw:frame>') }),
      "active_content",
    ],
    [
      "an ODT with a section that lies elsewhere",
      odt({ body: '<text:section><text:section-source xlink:href="../a.odt"/></text:section>' }),
      "active_content",
    ],
    ["a document without a body", docx({ body, parts: { "word/document.xml": null } }), "damaged"],
    [
      "an ODT with macros",
      odt({ body: p("a"), parts: { "Basic/script-lc.xml": "<a/>" } }),
      "macros",
    ],
    [
      "an ODT that listens",
      odt({
        body: '<text:p xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"><script:event-listener/></text:p>',
      }),
      "macros",
    ],
    [
      "an ODT behind a password",
      odt({
        body: p("a"),
        parts: {
          "META-INF/manifest.xml": '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>',
        },
      }),
      "password_protected",
    ],
    [
      "an ODS",
      odt({ body: "", parts: { mimetype: "application/vnd.oasis.opendocument.spreadsheet" } }),
      "workbook",
    ],
    ["an ODT without content", odt({ body: "", parts: { "content.xml": null } }), "damaged"],
    [
      "XML with a document type",
      docx({ body, parts: { "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' } }),
      "unsafe_xml",
    ],
    [
      "XML that breaks off",
      docx({ body, parts: { "word/document.xml": "<w:document>" } }),
      "damaged",
    ],
    [
      "XML in no encoding",
      docx({ body, parts: { "word/document.xml": Buffer.from([0x3c, 0xff, 0xfe]) } }),
      "damaged",
    ],
    [
      "XML nested beyond sense",
      docx({ body: "<w:p>".repeat(400) + "</w:p>".repeat(400) }),
      "document_too_complex",
    ],
  ])("refuses %s", (_, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason);
  });

  it("refuses a bomb by what it claims, and one that lies about it", () => {
    const zeros = Buffer.alloc(3_000_000);
    expect(reasonOf(pack({ "[Content_Types].xml": "<a/>", "word/a.bin": zeros }))).toBe(
      "unpacks_too_much",
    );
    const lying = Buffer.from(docx({ body: `<!--${" ".repeat(900_000)}-->`, parts: {} }));
    const at = lying.lastIndexOf("word/document.xml") - 46;
    lying.writeUInt32LE(100, at + 24);
    expect(reasonOf(lying)).toBe("damaged");
  });

  it("refuses more files than letters have, files of one name, and names that climb out", () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_001 }, (_, index) => [`a${index}`, strToU8("")]),
    );
    expect(reasonOf(zipSync(many))).toBe("unsafe_archive");
    expect(reasonOf(docx({ body, parts: { "WORD/document.xml": "<a/>" } }))).toBe("unsafe_archive");
    expect(reasonOf(docx({ body, parts: { "../x.xml": "<a/>" } }))).toBe("unsafe_archive");
  });

  it("refuses a package cut or changed anywhere, and never fails otherwise", () => {
    for (let cut = 4; cut < plain.length; cut += 37)
      expect(reasonOf(plain.slice(0, cut))).toBe("damaged");
    const seen = new Set<string>();
    for (let at = 0; at < plain.length; at += 3) {
      const changed = Buffer.from(plain);
      changed[at] = (changed[at] ?? 0) ^ 0x5a;
      seen.add(reasonOf(changed));
    }
    for (const reason of seen) expect(reason).toMatch(/^[a-z_]+$/);
    expect(seen).toContain("damaged");
  });

  it("refuses an encrypted entry of a ZIP", () => {
    const locked = Buffer.from(plain);
    const at = locked.lastIndexOf("word/document.xml") - 46;
    locked.writeUInt16LE(1, at + 8);
    expect(reasonOf(locked)).toBe("password_protected");
  });
});

describe("what is a template under any name", () => {
  it("tells formats by their bytes", () => {
    expect(make(plain, undefined, "dopis.doc").lines).toEqual(["Jana Nováková"]);
    expect(
      readTemplate("a.txt", Buffer.from("<!DOCTYPE html><p>a"), VOCABULARY).compiled.format,
    ).toBe("html");
    expect(readTemplate("a.txt", Buffer.from("a < b"), VOCABULARY).compiled.format).toBe("txt");
    expect(readTemplate("a.html", Buffer.from("<p>a</p>"), VOCABULARY).compiled.format).toBe(
      "html",
    );
    const xhtml =
      '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><p>a</p></html>';
    expect(readTemplate("a.xhtml", Buffer.from(xhtml), VOCABULARY).compiled.format).toBe("html");
  });

  it("makes a document of a template of Word, without the way to the author's own", () => {
    const settings = {
      "word/settings.xml":
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:zoom w:percent="100"/><w:attachedTemplate r:id="rId1"/><w:mailMerge/></w:settings>',
      "word/_rels/settings.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="file:///C:/Users/jan/a.dotm" TargetMode="External"/></Relationships>',
    };
    const made = make(
      docx({
        body,
        parts: { "[Content_Types].xml": types(`${WORD}.template.main+xml`), ...settings },
      }),
    );
    expect(made.lines).toEqual(["Jana Nováková"]);
    expect(made.files["[Content_Types].xml"]).toContain(`${WORD}.document.main+xml`);
    expect(made.files["word/settings.xml"]).toMatch(/<w:zoom /);
    expect(made.files["word/settings.xml"]).not.toMatch(/attachedTemplate|mailMerge/);
    expect(made.files["word/_rels/settings.xml.rels"]).not.toContain("file:");
  });

  it("reads the strict edition of the standard and a prefix of one's own", () => {
    const strict = 'xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"';
    const xml = `<x:document ${strict}><x:body><x:p><x:r><x:rPr><x:highlight x:val="yellow"/></x:rPr><x:t>Povinný.CeléJméno</x:t></x:r></x:p></x:body></x:document>`;
    const utf16 = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, "utf16le");
    for (const part of [xml, utf16]) {
      const { files } = make(docx({ body, parts: { "word/document.xml": part } }));
      expect(files["word/document.xml"]).toContain('<x:t xml:space="preserve">Jana Nováková</x:t>');
    }
  });

  it("says changes that a reader would see, and lets links be", () => {
    const changed = `<w:p><w:ins w:id="1">${marked("Povinný.Obec")}</w:ins></w:p>`;
    expect(codesOf(make(docx({ body: changed })).problems)).toEqual(["has_changes"]);
    const linked = p('<text:a xlink:href="https://example.cz">a</text:a>', span("Povinný.Obec"));
    expect(make(odt({ body: linked })).problems).toEqual([]);
  });

  it("says comments that a reader would see, and a file without fields", () => {
    const comments =
      '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1"/></w:comments>';
    const { problems } = make(
      docx({ body: paragraph(), parts: { "word/comments.xml": comments } }),
    );
    expect(problems.map(({ code }) => code)).toEqual([
      "templates.has_comments",
      "templates.no_fields",
    ]);
  });

  it("packs the same letter small or quickly", () => {
    const long = paragraph(run("Text ".repeat(200))).repeat(10) + body;
    const template = docx({ body: long + table([paragraph(marked("Pohledávky.Číslo"))]) });
    const { compiled } = readTemplate("a.docx", template, VOCABULARY);
    const small = renderTemplate(compiled, world(), OPTIONS).bytes;
    const quick = renderTemplate(compiled, world(), { ...OPTIONS, packing: "quick" }).bytes;
    expect(filesOf(quick)).toEqual(filesOf(small));
    expect(quick.length).toBeGreaterThan(small.length);
  });

  it("gives the same bytes for the same letter, and constant files as they came", () => {
    const parts = { "word/media/logo.bin": deflateRawSync(Buffer.from("x".repeat(100))) };
    const template = docx({ body, parts });
    const [one, two] = [make(template), make(template)];
    expect(one.letter.bytes.equals(two.letter.bytes)).toBe(true);
    expect(filesOf(one.letter.bytes)["word/media/logo.bin"]).toBe(
      filesOf(template)["word/media/logo.bin"],
    );
  });
});
