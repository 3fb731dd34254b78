"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { RefNo } from "../format/ref-no";
import { ButtonLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Sheet } from "../ui/sheet";
import { SkeletonLines } from "../ui/skeleton";
import { BalanceBlock } from "./balance-block";
import type { CaseRow } from "./case-columns";
import { CaseDetails } from "./case-details";
import { CaseParties } from "./case-parties";

/** A quick look from the list, by the space bar. */
export function CasePeek({ row, onClose }: { row: CaseRow | null; onClose: () => void }) {
  const t = useTranslations("cases.list");
  return (
    <Sheet
      open={row !== null}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={row?.debtorName || (row?.refNo ?? "")}
      description={row ? <RefNo value={row.refNo} /> : null}
      footer={
        row ? (
          <ButtonLink href={`/cases/${row.id}`} kind="primary">
            {t("openPage")}
          </ButtonLink>
        ) : null
      }
    >
      {row ? <PeekBody caseId={row.id} /> : null}
    </Sheet>
  );
}

function PeekBody({ caseId }: { caseId: number }) {
  const query = trpc.cases.get.useQuery({ caseId });
  const errorText = useErrorText();
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonLines lines={8} />;
  return (
    <div className="grid gap-6">
      <BalanceBlock detail={query.data} />
      <CaseParties detail={query.data} />
      <CaseDetails detail={query.data} />
    </div>
  );
}
