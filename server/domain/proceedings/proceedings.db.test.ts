import { describe, expect, it } from "vitest";
import { openDesk } from "../testing";
import { deleteProceeding, fileMarkKey, listProceedings, saveProceeding } from ".";

const desk = await openDesk();

describe("proceedings", () => {
  it("stand on their own, are found by the court's mark however it is spaced", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { proceedingId } = await saveProceeding(ctx, {
      caseId: null,
      kind: "court",
      courtFileMark: "12 C 345/2026",
      openedOn: "2026-03-01",
    });
    await saveProceeding(ctx, { caseId: null, kind: "enforcement", courtFileMark: "067 EX 1/26" });
    expect(fileMarkKey("12c345/2026")).toBe(fileMarkKey("12 C 345/2026"));
    const { items } = await listProceedings(ctx, { text: "12C 345" });
    expect(items.map((item) => item.id)).toEqual([proceedingId]);
  });

  it("refuse days out of order, an old version and a stranger", async () => {
    const ctx = await (await desk.tenant()).operator();
    const base = { caseId: null, kind: "court" as const };
    await expect(
      saveProceeding(ctx, { ...base, openedOn: "2026-03-01", decidedOn: "2026-02-01" }),
    ).rejects.toMatchObject({ code: "proceedings.days_out_of_order" });
    const { proceedingId, version } = await saveProceeding(ctx, base);
    await saveProceeding(ctx, { ...base, proceedingId, version, state: "filed" });
    await expect(
      saveProceeding(ctx, { ...base, proceedingId, version, state: "running" }),
    ).rejects.toMatchObject({ code: "proceedings.changed_meanwhile" });
    const stranger = await (await desk.tenant()).operator();
    await expect(deleteProceeding(stranger, { proceedingId })).rejects.toMatchObject({
      kind: "not_found",
    });
    const reader = await (await desk.tenant()).operator("readOnly");
    await expect(saveProceeding(reader, base)).rejects.toMatchObject({ kind: "forbidden" });
  });
});
