"use client";

import { useTranslations } from "next-intl";
import { RefNo } from "../format/ref-no";
import { PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { CaseState } from "../workflow/case-state";
import { useProcesses } from "../workflow/processes";
import { Stages } from "../workflow/stages";
import { BalanceBlock } from "./balance-block";
import type { DetailProps } from "./case-detail";

/** Number, debtor, state, how far it has come, what is owed. */
export function CaseHeader({ detail }: DetailProps) {
  const t = useTranslations("cases");
  const process = useProcesses().of(detail.category, detail.fields);
  return (
    <PageHeader
      breadcrumbs={[{ label: t("title"), href: "/cases" }]}
      title={
        <span className="flex flex-wrap items-baseline gap-x-2.5">
          <RefNo value={detail.refNo} className="text-ink-2" /> {detail.debtorName}
        </span>
      }
      aside={
        <>
          <CaseState process={process} state={detail.state} look="wash" />
          {detail.archivedAt ? <Badge>{t("page.archived")}</Badge> : null}
        </>
      }
      subtitle={
        <div className="mt-2 flex flex-wrap items-end gap-x-10 gap-y-3">
          <BalanceBlock detail={detail} />
          {process ? (
            <Stages process={process} state={detail.state} className="min-w-64 flex-1" />
          ) : null}
        </div>
      }
    />
  );
}
