"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { CaseBalance } from "../cases/case-balance";
import { Day } from "../format/day";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";

const shown = 12;

type CaseRow = RouterOutput["cases"]["list"]["items"][number];

/** The cases of whoever looks, the largest debt first. */
export function MyCases() {
  const t = useTranslations("shell.overview");
  const cases = trpc.cases.list.useQuery({
    filter: { owners: ["me"] },
    sort: "balance",
    limit: shown,
  });
  const columns = useCaseColumns();
  const source = {
    ...fromRows(cases.data?.items ?? []),
    isLoading: cases.isPending,
    error: cases.error,
    retry: () => void cases.refetch(),
  };
  return (
    <Section
      title={t("cases")}
      actions={
        <ButtonLink href="/cases" kind="quiet" size="sm">
          {t("allCases")}
        </ButtonLink>
      }
    >
      <div className="-mt-2">
        <DataTable
          label={t("cases")}
          layout="inline"
          skeletonRows={6}
          source={source}
          columns={columns}
          rowId={(row) => row.id}
          rowLabel={(row) => `${row.refNo} ${row.debtorName}`}
          rowHref={(row) => `/cases/${row.id}`}
          empty={<EmptyState title={t("noCases")}>{t("noCasesText")}</EmptyState>}
        />
      </div>
    </Section>
  );
}

function useCaseColumns(): Column<CaseRow>[] {
  const t = useTranslations("shell.overview.columns");
  return useMemo(
    () => [
      {
        key: "refNo",
        header: t("refNo"),
        width: 100,
        card: "meta",
        cell: (row) => <RefNo value={row.refNo} />,
      },
      { key: "debtor", header: t("debtor"), card: "title", cell: (row) => row.debtorName },
      {
        key: "overdueSince",
        header: t("overdueSince"),
        width: 116,
        align: "end",
        card: "meta",
        cell: (row) => <Day value={row.overdueSince} className="text-ink-2" />,
      },
      {
        key: "balance",
        header: t("balance"),
        width: 140,
        align: "end",
        card: "aside",
        cell: (row) => <CaseBalance {...row} />,
      },
    ],
    [t],
  );
}
