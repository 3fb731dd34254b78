"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { Instant } from "../format/instant";
import { PageBody } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { useListQuery } from "../table/use-list-query";
import { AuditHead } from "./audit-head";
import { ReadDetail } from "./read-detail";
import { ReadsFilters, readFilterKeys, readFiltersOf } from "./reads-filters";
import { SeenCases, SeenPeople } from "./seen";
import { useReadWords } from "./use-read-words";

export type AuditRead = RouterOutput["audit"]["reads"]["items"][number];

const PAGE_SIZE = 50;

/** Who was shown which cases and people, newest first. */
export function ReadsPage() {
  const t = useTranslations("audit.reads");
  const list = useListQuery(readFilterKeys);
  const [shown, setShown] = useState<AuditRead | null>(null);
  const query = trpc.audit.reads.useInfiniteQuery(
    { limit: PAGE_SIZE, ...readFiltersOf(list.query.filters) },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const columns = useReadColumns(setShown);
  return (
    <>
      <AuditHead subtitle={t("subtitle")} />
      <PageBody className="grid gap-3">
        <ReadsFilters list={list} />
        <DataTable
          label={t("title")}
          source={fromInfiniteQuery(query)}
          columns={columns}
          rowId={idOf}
          rowLabel={labelOf}
          onPeek={setShown}
          empty={<p className="py-8 text-center text-ink-2">{t("none")}</p>}
          layout="inline"
        />
      </PageBody>
      {shown ? <ReadDetail read={shown} onClose={() => setShown(null)} /> : null}
    </>
  );
}

const idOf = (read: AuditRead) => read.id;
const labelOf = (read: AuditRead) => `${read.operatorName} ${read.place}`;

function useReadColumns(onShow: (read: AuditRead) => void): Column<AuditRead>[] {
  const t = useTranslations("audit");
  const words = useReadWords();
  return useMemo(
    () => [
      {
        key: "at",
        header: t("columns.at"),
        width: 150,
        card: "aside",
        cell: (read) => <Instant value={read.at} />,
      },
      {
        key: "operator",
        header: t("columns.actor"),
        width: 170,
        card: "meta",
        cell: (read) => <span className="truncate">{read.operatorName}</span>,
      },
      {
        key: "how",
        header: t("reads.columns.how"),
        width: 150,
        card: "title",
        cell: (read) => (
          <button
            type="button"
            onClick={() => onShow(read)}
            className="max-w-full truncate rounded-xs text-left font-[550] hover:text-accent hover:underline"
          >
            {words.how(read)}
          </button>
        ),
      },
      {
        key: "place",
        header: t("reads.columns.place"),
        width: 150,
        cell: (read) => words.place(read),
      },
      {
        key: "cases",
        header: t("reads.columns.cases"),
        width: 260,
        card: "meta",
        cell: (read) => <SeenCases read={read} />,
      },
      {
        key: "people",
        header: t("reads.columns.people"),
        cell: (read) => <SeenPeople read={read} />,
      },
    ],
    [t, words, onShow],
  );
}
