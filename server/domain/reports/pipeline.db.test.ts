import { expect, it } from "vitest";
import { moveCase, openCase } from "../cases";
import { openDesk } from "../testing";
import { withoutState } from "../workflow/testing/without-state";
import { pipelineReport } from ".";

const desk = await openDesk();

it("sums open deals by stage, month and currency, and says how far deals come and why they are lost", async () => {
  const tenant = await desk.tenant();
  const director = await tenant.operator("commercialDirector");
  const manager = await tenant.operator("salesManager");
  const open = (fields: Record<string, string | number>, ctx = director) =>
    openCase(ctx, { category: "deal", fields: { name: "Obchod", ...fields } }).then(
      ({ caseId }) => caseId,
    );
  const inPresentation = await open({ budget: 100_000, expectedOn: "2026-12-15" });
  const inEuro = await open({ budget: 5_000, budgetCurrency: "eur" });
  const lost = await open({ budget: 70_000 });
  await open({ createdOn: "2025-01-10", budget: 1_000 });
  await open({ budget: 3_000 }, manager);
  await moveCase(director, { caseId: inPresentation, to: "presentation" });
  await moveCase(director, { caseId: inEuro, to: "first-contact" });
  await moveCase(director, { caseId: lost, to: "decision-making" });
  await moveCase(director, { caseId: lost, to: "refusal", fields: { refusalReason: "price" } });
  const report = await pipelineReport(director, { from: "2026-01-01" });
  expect(report.byStage).toEqual([
    { stage: "processing", currency: "CZK", count: 2, sumMinor: 4_000, weightedMinor: 0 },
    { stage: "qualification", currency: "EUR", count: 1, sumMinor: 5_000, weightedMinor: 1_000 },
    { stage: "development", currency: "CZK", count: 1, sumMinor: 100_000, weightedMinor: 40_000 },
  ]);
  expect(report.byMonth.map(({ month, currency, count }) => [month, currency, count])).toEqual([
    ["2026-12", "CZK", 1],
    [null, "CZK", 2],
    [null, "EUR", 1],
  ]);
  expect(report.created).toBe(4);
  expect(report.funnel.map(({ reached }) => reached)).toEqual([4, 3, 2, 1, 0]);
  expect(report.refusals).toEqual([
    { reason: "price", currency: "CZK", count: 1, sumMinor: 70_000 },
  ]);
  expect((await pipelineReport(manager, {})).created).toBe(1);
  await expect(pipelineReport(director, { category: "request" })).rejects.toMatchObject({
    code: "reports.no_pipeline",
  });
});

it("counts deals of an older version in a state that is gone, by the stage it had", async () => {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  const fields = { name: "Obchod", budget: 100_000, expectedOn: "2026-12-15" };
  const { caseId } = await openCase(ctx, { category: "deal", fields });
  await moveCase(ctx, { caseId, to: "prototype" });
  await withoutState(ctx, "deal", "prototype");
  const report = await pipelineReport(ctx, {});
  const sum = { currency: "CZK", count: 1, sumMinor: 100_000, weightedMinor: 40_000 };
  expect(report.byStage).toEqual([{ stage: "development", ...sum }]);
  expect(report.byMonth).toEqual([{ month: "2026-12", ...sum }]);
  expect(report.funnel.map(({ reached }) => reached)).toEqual([1, 1, 1, 0, 0]);
});
