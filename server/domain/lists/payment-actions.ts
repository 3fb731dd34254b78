import { reversePayments } from "../claims";
import { reversePaymentsInput } from "../claims/inputs";
import { action, type RowOutcome } from "./bulk-action";

const reverseParams = reversePaymentsInput.omit({ paymentIds: true });

/** What can be done with many payments at once. */
export const PAYMENT_ACTIONS = {
  reverse: action({
    on: "payment",
    permission: "claims:reverse",
    params: reverseParams,
    run: async (ctx, ids, params) => {
      const done = await reversePayments(ctx, { paymentIds: ids, ...params });
      const found = new Map<number, RowOutcome>();
      for (const id of ids) found.set(id, { outcome: "claims.payment_not_found" });
      for (const id of done.paymentIds) found.set(id, { outcome: "done" });
      for (const { paymentId, code, params: why } of done.refused) {
        found.set(paymentId, { outcome: code, params: why });
      }
      return found;
    },
  }),
};
