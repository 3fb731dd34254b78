import { describe, expect, it } from "vitest";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk } from "../testing";
import { getTemplate, previewTemplate, saveTemplate, uploadTemplate } from ".";
import { odt } from "./documents/testing/odt";
import { SAMPLE_TEMPLATES } from "./samples/sample-templates";

const desk = await openDesk();
const tenant = await desk.tenant();
const ctx = await tenant.operator("administrator", { name: "Jana Malá" });

function upload(fileName: string, bytes: Uint8Array) {
  return uploadTemplate(
    ctx,
    { fileName },
    (async function* () {
      yield bytes;
    })(),
  );
}

const FIELD = '<text:p><text:span text:style-name="T1">Povinný.CeléJméno</text:span></text:p>';

describe("how a template is sent", () => {
  it.each([
    ["dopis.docx", SAMPLE_TEMPLATES.firstReminder.bytes(), "docx", "letter"],
    ["dopis.odt", odt({ body: FIELD }), "odt", "letter"],
    ["mail.html", SAMPLE_TEMPLATES.emailReminder.bytes(), "html", "email"],
    ["sms.txt", SAMPLE_TEMPLATES.smsReminder.bytes(), "txt", "sms"],
  ])("follows from %s until somebody says otherwise", async (name, bytes, format, method) => {
    const { templateId, problems } = await upload(name, bytes);
    expect(problems).toEqual([]);
    expect(await getTemplate(ctx, { templateId })).toMatchObject({ format, methods: [method] });
  });

  it("is set with subject, references, sender and delivery, filled in for the case", async () => {
    const { templateId } = await upload("mail.html", Buffer.from("<p><mark>Dnes</mark></p>"));
    const { version, code } = await getTemplate(ctx, { templateId });
    const lines = { subject: "Věc {Případ.RefNo}", ourRef: "N-{Případ.RefNo}" };
    const more = { sender: "operator", deliveryMode: "ownHands", yourRef: "V1" } as const;
    await saveTemplate(ctx, {
      ...{ templateId, version, code, name: "E-mail", methods: ["data_box", "letter"] },
      ...{ ...lines, ...more },
    });
    expect(await getTemplate(ctx, { templateId })).toMatchObject({ ...lines, ...more });
    const { caseId } = await makeDebtor(ctx);
    const letter = await previewTemplate(ctx, { templateId, caseId });
    const refNo = letter.lines.subject.replace("Věc ", "");
    expect(refNo).toMatch(/^\d+/);
    expect(letter.lines).toMatchObject({ ourRef: `N-${refNo}`, yourRef: "V1" });
  });
});
