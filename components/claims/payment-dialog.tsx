"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "../ui/dialog";
import { PaymentForm } from "./payment-form";
import type { CaseClaimsData } from "./rows";

export type PaymentDialogProps = {
  caseId: number;
  data: CaseClaimsData;
  claimId?: number;
  onClose: () => void;
};

export function PaymentDialog({ caseId, data, claimId, onClose }: PaymentDialogProps) {
  const t = useTranslations("payments.record");
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <PaymentForm
        caseId={caseId}
        data={data}
        claimId={claimId}
        onDone={onClose}
        onCancel={onClose}
      />
    </Dialog>
  );
}
