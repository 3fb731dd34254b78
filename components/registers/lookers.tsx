"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { TextLink } from "../ui/button";
import { Section } from "../ui/section";
import { AUTOMATIC } from "./screening-query";
import { useRegisterWords } from "./words";

type Looker = RouterOutput["registers"]["lookers"][number];

const rowId = ({ actorName, register, purpose, legalBasis, currency }: Looker): string =>
  `${actorName} ${register} ${purpose} ${legalBasis} ${currency}`;

/** Who looked whom up, where, why, on what ground and for how much; the log tells of whom. */
export function Lookers() {
  const t = useTranslations("registers.lookers");
  const query = trpc.registers.lookers.useQuery();
  const columns = useLookerColumns();
  const source: TableSource<Looker> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <Section title={t("title")} hint={t("hint")}>
      <DataTable
        label={t("title")}
        layout="inline"
        source={source}
        columns={columns}
        rowId={rowId}
        rowLabel={({ actorName }) => actorName}
        empty={<p className="py-6 text-center text-ink-2">{t("none")}</p>}
        skeletonRows={4}
      />
    </Section>
  );
}

function useLookerColumns(): Column<Looker>[] {
  const t = useTranslations("registers");
  const codes = useRegisterWords();
  return useMemo(() => {
    const figure = (key: "checkCount" | "partyCount"): Column<Looker> => ({
      ...{ key, header: t(`lookers.${key}`), width: 90, align: "end" },
      cell: (row) => <span className="figures">{row[key]}</span>,
    });
    const words = (key: "register" | "purpose" | "legalBasis", text: (row: Looker) => string) => ({
      ...{ key, header: t(`columns.${key}`), card: "meta" as const },
      cell: (row: Looker) => <span className="text-ink-2">{text(row)}</span>,
    });
    return [
      {
        key: "actor",
        header: t("columns.actor"),
        card: "title",
        cell: (row) =>
          // The log is of people; what was looked up for a form is nobody's yet.
          row.partyCount === 0 ? (
            <span className="font-[550]">{row.actorName}</span>
          ) : (
            <TextLink
              href={`/registers?who=${row.operatorId ?? AUTOMATIC}&register=${row.register}`}
              className="font-[550]"
            >
              {row.actorName}
            </TextLink>
          ),
      },
      words("register", (row) => t(`names.${row.register}`)),
      words("purpose", (row) => codes.purpose(row.purpose)),
      words("legalBasis", (row) => codes.legalBasis(row.legalBasis)),
      figure("partyCount"),
      figure("checkCount"),
      {
        ...{ key: "last", header: t("lookers.last"), width: 142, card: "meta" },
        cell: (row) => <Instant value={row.lastAt} className="text-ink-2" />,
      },
      {
        ...{ key: "spent", header: t("costs.spent"), width: 110, align: "end", card: "aside" },
        cell: (row) => <Money amountMinor={row.spentMinor} currency={row.currency} />,
      },
    ];
  }, [t, codes]);
}
