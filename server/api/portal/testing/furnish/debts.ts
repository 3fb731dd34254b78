import { saveGroup, saveTag, tagCases } from "@/server/domain/cases";
import {
  addCharge,
  lowerClaim,
  recordPayment,
  returnSurplus,
  startInterest,
  stateLaw,
} from "@/server/domain/claims";
import { inTransaction } from "@/server/domain/context";
import { makePromise } from "@/server/domain/instalments";
import type { Furnish } from "../attack";

/** The case's marks and all that was charged, paid and promised on it. */
export const debts: Furnish = async ({ admin }, { caseId, claimId }, mark) => {
  const reason = mark;
  const { groupId } = await saveGroup(admin, { code: mark, description: mark });
  await inTransaction(admin, async (_, { sql }) => {
    await sql`update cases set group_id = ${groupId} where id = ${caseId}`;
  });
  const { tagId } = await saveTag(admin, { code: mark, name: mark });
  await tagCases(admin, { caseIds: [caseId], tagId });
  await startInterest(admin, {
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
    idempotencyKey: `leak-interest-${mark}`,
  });
  const fee = { claimId, kind: "fee", amountMinor: 9_000_00, valueOn: "2026-11-01" } as const;
  const { componentId } = await addCharge(admin, fee);
  await lowerClaim(admin, {
    ...{ claimId, kind: "waiver", reason, idempotencyKey: `leak-waiver-${mark}` },
    items: [{ componentId, amountMinor: 50_00 }],
  });
  const sum = { amountMinor: 50_000_00, currency: "CZK" as const, valueOn: "2026-11-02" };
  const { paymentId } = await recordPayment(admin, {
    ...{ ...sum, caseId, currency: "CZK", idempotencyKey: `leak-payment-${mark}` },
  });
  await returnSurplus(admin, {
    ...{ paymentId, amountMinor: 1_00, valueOn: "2026-11-02", reason },
    idempotencyKey: `leak-surplus-${mark}`,
  });
  await stateLaw(admin, { caseId, aspect: "debtor", value: "consumer", reason });
  await makePromise(admin, {
    ...{ caseId, amountMinor: 1_00, currency: "CZK", dueOn: "2027-01-01", note: mark },
    idempotencyKey: `leak-promise-${mark}`,
  });
};
