import { describe, expect, it } from "vitest";
import { openDesk } from "../testing";
import { claimsOfCase } from "./case-claims";
import { createClaim } from "./create-claim";
import type { StartInterestInput } from "./inputs";
import { makeCase } from "./ledger-fixture";
import { previewInterest } from "./preview-interest";
import { previewPayment } from "./preview-payment";
import { recordPayment } from "./record-payment";
import { saveProfile } from "./save-profile";
import { startInterest } from "./start-interest";

const desk = await openDesk();

async function open() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  await saveProfile(await tenant.operator("administrator"), {
    ...{ code: "T", name: "Úrok napřed", isClaimFirst: true, isDefault: true },
    kindOrder: [
      ["lateInterest"],
      ["principal"],
      ["costs", "fee"],
      ["interest", "contractualPenalty"],
    ],
  });
  const caseId = await makeCase(tenant.system());
  const { claimId } = await createClaim(ctx, {
    ...{ caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 1_000_000 },
  });
  const asked: StartInterestInput = {
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
    idempotencyKey: "preview-test-1",
  };
  return { tenant, ctx, caseId, claimId, asked };
}

describe("the preview of interest", () => {
  it("says what starting it does, payments that move to it included, and writes nothing", async () => {
    const { ctx, caseId, asked } = await open();
    await recordPayment(ctx, {
      ...{ caseId, amountMinor: 400_000, valueOn: "2026-03-02", currency: "CZK" },
      idempotencyKey: "preview-test-2",
    });
    const preview = await previewInterest(ctx, asked);
    const before = await claimsOfCase(ctx, { caseId });
    expect(before.totals).toMatchObject([{ balanceMinor: preview.balanceBeforeMinor }]);
    await startInterest(ctx, asked);
    const after = await claimsOfCase(ctx, { caseId });
    expect(after.totals).toMatchObject([{ balanceMinor: preview.balanceAfterMinor }]);
    const component = after.claims[0]?.components.find(({ interest }) => interest !== null);
    expect(component?.chargedMinor).toBe(preview.totalMinor);
    expect(component?.interest).toMatchObject({ perDayMinor: preview.perDayMinor });
    // 94.52 of the payment paid interest: 6 094.52 × 11.5 % / 365
    expect(preview).toMatchObject({ ratePercent: "11.5", perDayMinor: 192 });
  });

  it("refuses what starting would refuse", async () => {
    const { ctx, tenant, asked } = await open();
    const reader = await tenant.operator("readOnly");
    await expect(previewInterest(reader, asked)).rejects.toMatchObject({ kind: "forbidden" });
    const agreed = { ...asked, regime: "agreed" as const };
    await expect(previewInterest(ctx, agreed)).rejects.toThrow();
    const missing = { ...asked, claimId: 999_999_999 };
    await expect(previewInterest(ctx, missing)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("of a payment names the order by which it will be allocated", async () => {
    const { ctx, caseId } = await open();
    const draft = { caseId, amountMinor: 100, currency: "CZK" as const, valueOn: "2026-03-02" };
    expect(await previewPayment(ctx, draft)).toMatchObject({ profileName: "Úrok napřed" });
  });
});
