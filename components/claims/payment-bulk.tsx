"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { CaseBulk } from "../cases/case-bulk";
import { bulkSelection } from "../lists/bulk";
import { ExportSelected } from "../lists/export-selected";
import type { BulkBarProps } from "../table/bulk-bar";
import type { Column } from "../table/column";
import { countSelected } from "../table/selection";
import { exactTotal } from "../table/source";
import { Button } from "../ui/button";
import type { PaymentListInput } from "./claim-query";
import type { PaymentRow } from "./payment-columns";
import { ReversePaymentsForm } from "./reverse-payments-form";

const caseKinds = ["tag", "untag"] as const;

type PaymentBulkProps = Pick<BulkBarProps<PaymentRow>, "selection" | "source"> & {
  input: PaymentListInput;
  columns: readonly Column<PaymentRow>[];
  onStarted: (bulkActionId: number) => void;
};

/** What can be done at once with the selected payments, and with their cases. */
export function PaymentBulk(props: PaymentBulkProps) {
  const { input, columns, selection, source, onStarted } = props;
  const t = useTranslations("payments.bulk");
  const shell = useTranslations("shell.table");
  const title = useTranslations("payments")("title");
  const may = useMay();
  const [isReversing, setReversing] = useState(false);
  const selected = bulkSelection(selection.value, input.filter);
  const exported = { list: "payments" as const, title, query: input, columns };
  const count = countSelected(selection.value, exactTotal(source));
  return (
    <>
      <CaseBulk
        list="payments"
        kinds={caseKinds}
        rowId={(row) => row.id}
        chosen={(cases) => (cases === null ? t("casesAll") : t("cases", { count: cases }))}
        process={null}
        end={<ExportSelected {...exported} selection={selection.value} />}
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
