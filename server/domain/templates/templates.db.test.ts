import { describe, expect, it } from "vitest";
import { listAudit } from "../audit";
import { createClaim } from "../claims";
import type { OperatorContext } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk } from "../testing";
import {
  archiveTemplate,
  getTemplate,
  listMergeFields,
  listTemplates,
  previewTemplate,
  saveTemplate,
  testTemplate,
  uploadTemplate,
} from ".";

const desk = await openDesk();

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

const upload = (ctx: OperatorContext, text: string, more: object = {}) =>
  uploadTemplate(ctx, { fileName: "upominka.txt", ...more }, bytesOf(text));

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator", { name: "Jana Malá" });
  const debtor = await makeDebtor(ctx);
  await createClaim(ctx, {
    ...{ caseId: debtor.caseId, currency: "CZK" as const, dueOn: "2026-11-01" },
    ...{ principalMinor: 123_450, variableSymbol: "7001" },
  });
  return { tenant, ctx, ...debtor };
}

describe("a template", () => {
  it("is kept with its versions, and previewed on a real case", async () => {
    const { ctx, caseId } = await scene();
    const made = await upload(ctx, "{Povinný.Oslovení}, dlužíte {Dluh.Celkem}, VS {Dluh.VS}.");
    expect(made).toMatchObject({ number: 1, format: "txt", problems: [] });
    const { templateId } = made;
    const letter = await previewTemplate(ctx, { templateId, caseId });
    expect(letter).toMatchObject({
      text: "Vážený pane Dlužný, dlužíte 1\u00a0234,50\u00a0Kč, VS 7001.",
      unresolved: [],
    });
    const next = await upload(ctx, "Dlužíte {Dluh.Celkem: slovy}.", { templateId });
    expect(next.number).toBe(2);
    expect((await previewTemplate(ctx, { templateId, caseId })).text).toMatch(/tisíc/);
    const old = { templateId, caseId, versionId: made.versionId };
    expect((await previewTemplate(ctx, old)).text).toContain("7001");
    const { versions } = await getTemplate(ctx, { templateId });
    expect(versions.map(({ number }) => number)).toEqual([2, 1]);
    const audit = await listAudit(ctx, { action: "templates.preview" });
    expect(audit.items).toHaveLength(3);
  });

  it("says what nobody knows, and what was meant", async () => {
    const { ctx, caseId } = await scene();
    const { problems, templateId } = await upload(ctx, "Ahoj\n{Povinný.CeleJmeno}\n{Dluh.Jistna}");
    expect(problems).toMatchObject([
      {
        code: "templates.unknown_name",
        weight: "error",
        suggestions: expect.arrayContaining(["Dluh.Jistina"]),
        place: { line: 3 },
      },
    ]);
    expect((await previewTemplate(ctx, { templateId, caseId })).unresolved).toEqual([
      "Dluh.Jistna",
    ]);
    expect(await listTemplates(ctx)).toMatchObject([{ errorCount: 1 }]);
  });

  it("that is no template is refused and leaves nothing", async () => {
    const { ctx } = await scene();
    const word = Buffer.from("d0cf11e0a1b11ae1", "hex").toString("latin1");
    const doc = (async function* () {
      yield Buffer.from(word + "\0".repeat(600), "latin1");
    })();
    await expect(uploadTemplate(ctx, { fileName: "a.doc" }, doc)).rejects.toMatchObject({
      code: expect.stringMatching(/^templates\.legacy_/),
    });
    expect(await listTemplates(ctx)).toEqual([]);
  });

  it("has settings that only one person changes at a time", async () => {
    const { ctx, tenant } = await scene();
    const { templateId } = await upload(ctx, "x {Dnes}");
    const found = await getTemplate(ctx, { templateId });
    const { id: _, format: __, isArchived: ___, versions: ____, ...settings } = found;
    const save = (more: object) => saveTemplate(ctx, { ...settings, templateId, ...more });
    expect(await save({ name: "První upomínka", methods: ["email", "letter"] })).toEqual({
      version: found.version + 1,
    });
    await expect(save({ name: "Jiná" })).rejects.toMatchObject({
      code: "templates.changed_meanwhile",
    });
    await expect(
      save({ version: found.version + 1, subject: "{Dluh.Jistna}" }),
    ).rejects.toMatchObject({ code: "templates.line_wrong" });
    const audit = await listAudit(ctx, { action: "templates.save" });
    expect(audit.items).toMatchObject([{ after: { name: "První upomínka" } }]);
    const reader = await tenant.operator("operator");
    await expect(upload(reader, "y")).rejects.toMatchObject({ kind: "forbidden" });
    await archiveTemplate(ctx, { templateId, isArchived: true });
    expect(await listTemplates(ctx)).toEqual([]);
    expect(await listTemplates(ctx, { withArchived: true })).toHaveLength(1);
  });

  it("shows all expressions of a case with their values", async () => {
    const { ctx, caseId } = await scene();
    const fields = await listMergeFields(ctx, { caseId });
    const shown = (expression: string) =>
      fields.find((field) => field.expression === expression)?.value;
    expect(shown("Povinný.CeléJméno")).toBe("Karel Dlužný");
    expect(shown("Dluh.Jistina")).toBe("1\u00a0234,50\u00a0Kč");
    expect(shown("Pohledávky.VariabilníSymbol")).toBe("7001");
    expect(shown("Povinný.RodnéČíslo")).toBeNull();
    expect(shown("Povinný.OsloveníSTitulem")).toBe("Vážený pane Dlužný");
    expect(shown("Povinný.KřestníJménoVokativ")).toBe("Karle");
    expect(fields.length).toBeGreaterThan(100);
  });

  it("is tried on many cases, and what stays empty is counted", async () => {
    const { ctx } = await scene();
    const { templateId } = await upload(ctx, "{Povinný.Telefon} {Dluh.Celkem}");
    const other = await makeDebtor(ctx);
    const tested = await testTemplate(ctx, { templateId });
    expect(tested).toMatchObject({ caseCount: 2, goodCount: 0 });
    const empty = tested.empty.find(({ expression }) => /Telefon|phone/i.test(expression));
    expect(empty).toMatchObject({ count: 2 });
    expect(empty?.examples.map(({ caseId }) => caseId)).toContain(other.caseId);
    expect(tested.smsParts).toMatchObject([{ parts: 1, count: 2 }]);
  });

  it("of a letter is printed for some, and their pages are counted", async () => {
    const { ctx } = await scene();
    const text = Array.from({ length: 90 }, (_, line) => `Řádek ${line}: {Dluh.Celkem}`).join("\n");
    const { templateId } = await upload(ctx, text);
    expect((await testTemplate(ctx, { templateId })).pages).toBeNull();
    const found = await getTemplate(ctx, { templateId });
    const { id: _, format: __, isArchived: ___, versions: ____, ...settings } = found;
    await saveTemplate(ctx, { ...settings, templateId, methods: ["letter"] });
    expect((await testTemplate(ctx, { templateId })).pages).toEqual([{ pages: 2, count: 1 }]);
  });

  it("is not seen by another tenant, and says nothing of a case that is not seen", async () => {
    const { ctx } = await scene();
    const { templateId } = await upload(ctx, "x {Dnes}");
    const stranger = await scene();
    await expect(getTemplate(stranger.ctx, { templateId })).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(
      previewTemplate(ctx, { templateId, caseId: stranger.caseId }),
    ).rejects.toMatchObject({ kind: "not_found" });
  });
});
