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
import { TextLink } from "../ui/button";
import { AuditDetail } from "./audit-detail";
import { AuditFilters, auditFilterKeys, filtersOf } from "./audit-filters";
import { AuditHead } from "./audit-head";
import { useAuditWords } from "./audit-words";

export type AuditEntry = RouterOutput["audit"]["list"]["items"][number];

const PAGE_SIZE = 50;

/** Who changed what and when, newest first. */
export function AuditPage() {
  const t = useTranslations("audit");
  const list = useListQuery(auditFilterKeys);
  const [shown, setShown] = useState<AuditEntry | null>(null);
  const query = trpc.audit.list.useInfiniteQuery(
    { limit: PAGE_SIZE, ...filtersOf(list.query.filters) },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const columns = useAuditColumns(setShown);
  return (
    <>
      <AuditHead subtitle={t("subtitle")} />
      <PageBody className="grid gap-3">
        <AuditFilters list={list} />
        <DataTable
          label={t("label")}
          source={fromInfiniteQuery(query)}
          columns={columns}
          rowId={idOf}
          rowLabel={labelOf}
          onPeek={setShown}
          empty={<p className="py-8 text-center text-ink-2">{t("none")}</p>}
          layout="inline"
        />
      </PageBody>
      {shown ? <AuditDetail entry={shown} onClose={() => setShown(null)} /> : null}
    </>
  );
}

const idOf = (entry: AuditEntry) => entry.id;
const labelOf = (entry: AuditEntry) => `${entry.actorName} ${entry.action}`;

function useAuditColumns(onShow: (entry: AuditEntry) => void): Column<AuditEntry>[] {
  const t = useTranslations("audit");
  const words = useAuditWords();
  return useMemo(
    () => [
      {
        key: "at",
        header: t("columns.at"),
        width: 150,
        card: "aside",
        cell: (entry) => <Instant value={entry.at} />,
      },
      {
        key: "actor",
        header: t("columns.actor"),
        width: 170,
        card: "meta",
        cell: (entry) => <span className="truncate">{words.actor(entry)}</span>,
      },
      {
        key: "action",
        header: t("columns.action"),
        width: 240,
        card: "title",
        cell: (entry) => (
          <button
            type="button"
            onClick={() => onShow(entry)}
            className="max-w-full truncate rounded-xs text-left font-[550] hover:text-accent hover:underline"
          >
            {words.action(entry.action)}
          </button>
        ),
      },
      {
        key: "entity",
        header: t("columns.entity"),
        width: 150,
        cell: (entry) => words.entity(entry.entity),
      },
      {
        key: "case",
        header: t("columns.case"),
        width: 110,
        card: "meta",
        cell: (entry) =>
          entry.refNo && entry.caseId ? (
            <TextLink href={`/cases/${entry.caseId}`} className="code-figures">
              {entry.refNo}
            </TextLink>
          ) : null,
      },
      {
        key: "changes",
        header: t("columns.changes"),
        cell: (entry) => <span className="truncate text-ink-2">{words.summary(entry)}</span>,
      },
    ],
    [t, words, onShow],
  );
}
