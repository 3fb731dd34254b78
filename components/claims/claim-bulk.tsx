"use client";

import { Percent } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { INTEREST_RULES } from "@/db/values/claims";
import { useMay } from "../access/account";
import { CaseBulk } from "../cases/case-bulk";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { bulkSelection } from "../lists/bulk";
import { BulkForm } from "../lists/bulk-form";
import { ExportSelected } from "../lists/export-selected";
import type { BulkBarProps } from "../table/bulk-bar";
import type { Column } from "../table/column";
import { countSelected } from "../table/selection";
import { exactTotal } from "../table/source";
import { Button } from "../ui/button";
import type { ClaimRow } from "./claim-columns";
import type { ClaimListInput } from "./claim-query";
import { useRuleName } from "./use-rule-name";

const caseKinds = ["assign", "move", "tag", "untag"] as const;
/** By what claims can be made to bear interest at once. */
const RULES = INTEREST_RULES.filter((rule) => rule !== "inherit" && rule !== "none");

type ClaimBulkProps = Pick<BulkBarProps<ClaimRow>, "selection" | "source"> & {
  input: ClaimListInput;
  columns: readonly Column<ClaimRow>[];
  onStarted: (bulkActionId: number) => void;
};

/** What can be done at once with the selected claims, and with the cases behind them. */
export function ClaimBulk({ input, columns, selection, source, onStarted }: ClaimBulkProps) {
  const t = useTranslations("claims");
  const shell = useTranslations("shell.table");
  const may = useMay();
  const [isBearing, setBearing] = useState(false);
  const selected = bulkSelection(selection.value, input.filter);
  const exported = { list: "claims" as const, title: t("title"), query: input, columns };
  const count = countSelected(selection.value, exactTotal(source));
  return (
    <>
      <CaseBulk
        list="claims"
        kinds={caseKinds}
        rowId={(row) => row.id}
        chosen={(cases) =>
          cases === null ? t("bulk.casesAll") : t("bulk.cases", { count: cases })
        }
        process={null}
        end={<ExportSelected {...exported} selection={selection.value} />}
        {...{ selection, source, selected, onStarted }}
      >
        {may("claims:edit") ? (
          <Button icon={Percent} onClick={() => setBearing(true)}>
            {t("actions.interest")}
          </Button>
        ) : null}
      </CaseBulk>
      {isBearing ? (
        <BearForm
          selected={selected}
          chosen={
            count === null ? shell("allMatchingSelectedUnknown") : t("bulk.chosen", { count })
          }
          onClose={() => setBearing(false)}
          onStarted={(bulkActionId) => {
            setBearing(false);
            selection.clear();
            onStarted(bulkActionId);
          }}
        />
      ) : null}
    </>
  );
}

type BearFormProps = {
  selected: ReturnType<typeof bulkSelection>;
  chosen: string;
  onClose: () => void;
  onStarted: (bulkActionId: number) => void;
};

function BearForm(form: BearFormProps) {
  const t = useTranslations("claims");
  const nameOf = useRuleName();
  const [rule, setRule] = useState<(typeof RULES)[number]>("pack");
  return (
    <BulkForm
      {...form}
      list="claims"
      title={t("bulk.bearTitle")}
      hint={t("bulk.bearHint")}
      request={{ action: "bearInterest", params: { rule } }}
    >
      {() => (
        <Field label={t("interest.regime")} required>
          <Select
            value={rule}
            onChange={setRule}
            options={RULES.map((value) => ({ value, label: nameOf(value) }))}
          />
        </Field>
      )}
    </BulkForm>
  );
}
