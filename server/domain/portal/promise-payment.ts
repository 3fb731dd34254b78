import { inService, type PortalContext, reading } from "../context";
import { makePromise } from "../instalments";
import { type PromisePaymentInput, promisePaymentInput } from "./inputs";
import { loadMyCase, requireOwing } from "./my-case";

/** A client promises to pay an amount by a day. Throws as `makePromise`, `portal.case_not_found`. */
export async function promisePayment(ctx: PortalContext, raw: PromisePaymentInput): Promise<void> {
  const { refNo, ...promise } = promisePaymentInput.parse(raw);
  const head = await reading(ctx, (tx) => loadMyCase(tx, refNo));
  requireOwing(head);
  const caseId = head.id;
  await makePromise(inService(ctx, "portal"), { ...promise, caseId, channel: "portal" });
}
