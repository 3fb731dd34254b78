"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { Money } from "../format/money";
import { PageBody } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { Lookers } from "./lookers";
import { RegistersHead } from "./registers-head";

type Cost = RouterOutput["registers"]["costs"][number];

/** What registers cost: each month and register, with what the questions brought. */
export function CostsPage() {
  const t = useTranslations("registers.costs");
  const query = trpc.registers.costs.useQuery();
  const columns = useCostColumns();
  const source: TableSource<Cost> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <>
      <RegistersHead />
      <PageBody>
        <Section title={t("title")} hint={t("hint")} className="max-w-5xl">
          <DataTable
            label={t("title")}
            layout="inline"
            source={source}
            columns={columns}
            rowId={(row) => `${row.month} ${row.register} ${row.currency}`}
            rowLabel={(row) => `${row.month} ${row.register}`}
            empty={<EmptyState title={t("none")}>{t("noneHint")}</EmptyState>}
            skeletonRows={4}
          />
        </Section>
        <Lookers />
      </PageBody>
    </>
  );
}

/** "listopad 2026" */
function useMonthName(): (month: string) => string {
  const locale = useLocale();
  return useCallback(
    (month) =>
      new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
        new Date(`${month}T00:00:00Z`),
      ),
    [locale],
  );
}

function useCostColumns(): Column<Cost>[] {
  const t = useTranslations("registers");
  const monthName = useMonthName();
  return useMemo(() => {
    const count = (key: "asked" | "found" | "clear" | "unavailable"): Column<Cost> => ({
      ...{ key, header: t(`costs.${key}`), width: 108, align: "end", card: "meta" },
      cell: (row) => (
        <>
          <span className="md:hidden">{t(`costs.${key}`)} </span>
          <span className={row[key] === 0 ? "figures text-ink-3" : "figures"}>{row[key]}</span>
        </>
      ),
    });
    return [
      {
        key: "month",
        header: t("costs.month"),
        width: 150,
        card: "meta",
        cell: (row) => monthName(row.month),
      },
      {
        key: "register",
        header: t("columns.register"),
        card: "title",
        cell: (row) => t(`names.${row.register}`),
      },
      ...(["asked", "found", "clear", "unavailable"] as const).map(count),
      {
        key: "spent",
        header: t("costs.spent"),
        width: 130,
        align: "end",
        card: "aside",
        cell: (row) => <Money amountMinor={row.spentMinor} currency={row.currency} />,
      },
    ];
  }, [t, monthName]);
}
