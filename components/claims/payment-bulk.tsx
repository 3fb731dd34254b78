"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { CaseBulk } from "../cases/case-bulk";
import type { BulkStart } from "../lists/bulk";
import type { BulkBarProps } from "../table/bulk-bar";
import { countSelected } from "../table/selection";
import { Button } from "../ui/button";
import type { PaymentRow } from "./payment-columns";
import { ReversePaymentsForm } from "./reverse-payments-form";

const caseKinds = ["tag", "untag"] as const;

type PaymentBulkProps = Pick<BulkBarProps<PaymentRow>, "selection" | "source"> & {
  selected: BulkStart["selection"];
  onStarted: (bulkActionId: number) => void;
};

/** What can be done at once with the selected payments, and with their cases. */
export function PaymentBulk({ selection, source, selected, onStarted }: PaymentBulkProps) {
  const t = useTranslations("payments.bulk");
  const shell = useTranslations("shell.table");
  const may = useMay();
  const [isReversing, setReversing] = useState(false);
  const count = countSelected(selection.value, source.total?.count ?? null);
  return (
    <>
      <CaseBulk
        list="payments"
        kinds={caseKinds}
        rowId={(row) => row.id}
        chosen={(cases) => (cases === null ? t("casesAll") : t("cases", { count: cases }))}
        process={null}
        {...{ selection, source, selected, onStarted }}
      >
        {may("claims:reverse") ? (
          <Button icon={Undo2} onClick={() => setReversing(true)}>
            {t("reverse")}
          </Button>
        ) : null}
      </CaseBulk>
      {isReversing ? (
        <ReversePaymentsForm
          list="payments"
          selected={selected}
          chosen={count === null ? shell("allMatchingSelectedUnknown") : t("chosen", { count })}
          onClose={() => setReversing(false)}
          onStarted={(bulkActionId) => {
            setReversing(false);
            selection.clear();
            onStarted(bulkActionId);
          }}
        />
      ) : null}
    </>
  );
}
