"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { Dialog } from "../ui/dialog";
import { PaymentQrCode } from "./payment-qr-code";
import { PaymentQrFields, type PaymentQrValues } from "./payment-qr-fields";
import { useSettled } from "./use-settled";

export type PaymentQrProps = {
  currency: "CZK" | "EUR";
  /** null: whoever opens it says how much. */
  amountMinor: number | null;
  variableSymbol: string | null;
  dueOn?: string | null;
  message?: string;
};

/** How long after the last key the code is drawn anew. */
const SETTLED_MS = 250;

/** A code by which a debtor pays: a claim, a balance on a day, an instalment, any amount. */
export function PaymentQrDialog({ onClose, ...asked }: PaymentQrProps & { onClose: () => void }) {
  const t = useTranslations("paymentCodes");
  const [values, setValues] = useState<PaymentQrValues>({
    ...{ currency: asked.currency, amountMinor: asked.amountMinor },
    ...{ variableSymbol: asked.variableSymbol ?? "", dueOn: asked.dueOn ?? null },
    ...{ message: asked.message ?? "", accountId: null },
  });
  const accounts = trpc.paymentCodes.accounts.useQuery({ currency: asked.currency });
  const settled = useSettled(values, SETTLED_MS);
  return (
    <Dialog open size="lg" onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <div className="grid gap-5 md:grid-cols-[minmax(0,1fr)_18rem]">
        <PaymentQrFields
          values={values}
          accounts={accounts.data ?? []}
          onChange={(changed) => setValues({ ...values, ...changed })}
        />
        <PaymentQrCode values={settled} />
      </div>
    </Dialog>
  );
}
