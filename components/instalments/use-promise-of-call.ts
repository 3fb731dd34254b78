"use client";

import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";

type Said = {
  caseId: number;
  promisedMinor?: number | null;
  promisedCurrency?: "CZK" | "EUR";
  promisedOn?: string | null;
};

/** What was promised in a call becomes a promise that is watched; of one call, once. */
export function usePromiseOfCall(): (eventId: number, said: Said) => Promise<void> {
  const today = useToday();
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const make = trpc.instalments.makePromise.useMutation();
  return async (eventId, { caseId, promisedMinor, promisedCurrency = "CZK", promisedOn }) => {
    if (!promisedMinor || !promisedOn || promisedOn < today) return;
    try {
      await make.mutateAsync({
        ...{ caseId, amountMinor: promisedMinor, currency: promisedCurrency, dueOn: promisedOn },
        ...{ channel: "call", idempotencyKey: `call-form:${eventId}` },
      });
      void utils.instalments.invalidate();
    } catch (error) {
      // The call is written down; the form must not be sent a second time for this.
      toast.error(errorText(error));
    }
  };
}
