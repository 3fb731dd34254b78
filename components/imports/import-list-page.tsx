"use client";

import { FileSpreadsheet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { trpc } from "../api/crm";
import { Instant } from "../format/instant";
import { PageBody, PageHeader } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { TextLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { type ImportListItem, ImportStateChip } from "./import-state";
import { UploadPanel } from "./upload-panel";

const PAGE_SIZE = 50;

/** A place for a new workbook, and everything that has been imported, newest first. */
export function ImportListPage() {
  const t = useTranslations("imports");
  const query = trpc.imports.list.useInfiniteQuery(
    { limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const columns = useImportColumns();
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <PageBody className="grid gap-5">
        <UploadPanel />
        <DataTable
          label={t("title")}
          source={fromInfiniteQuery(query)}
          columns={columns}
          rowId={(row) => row.id}
          rowLabel={(row) => row.fileName}
          rowHref={(row) => `/imports/${row.id}`}
          isMuted={(row) => row.state === "undone"}
          empty={
            <EmptyState icon={FileSpreadsheet} title={t("none")}>
              {t("noneHint")}
            </EmptyState>
          }
          layout="inline"
        />
      </PageBody>
    </>
  );
}

function useImportColumns(): Column<ImportListItem>[] {
  const t = useTranslations("imports");
  return useMemo(
    () => [
      {
        key: "file",
        header: t("columns.file"),
        card: "title",
        cell: (row) => (
          <TextLink href={`/imports/${row.id}`} className="truncate font-[550]">
            {row.fileName}
          </TextLink>
        ),
      },
      {
        key: "kind",
        header: t("columns.kind"),
        width: 170,
        card: "meta",
        cell: (row) => t(`kinds.${row.kind}`),
      },
      {
        key: "state",
        header: t("columns.state"),
        width: 160,
        card: "aside",
        cell: (row) => <ImportStateChip state={row.state} />,
      },
      { key: "rows", header: t("columns.rows"), width: 90, align: "end", cell: count("totalRows") },
      {
        key: "errors",
        header: t("columns.errors"),
        width: 80,
        align: "end",
        cell: count("errorRows", "text-danger"),
      },
      {
        key: "warnings",
        header: t("columns.warnings"),
        width: 110,
        align: "end",
        cell: count("warningRows", "text-warning"),
      },
      {
        key: "author",
        header: t("columns.author"),
        width: 170,
        cell: (row) => <span className="truncate">{row.createdByName}</span>,
      },
      {
        key: "at",
        header: t("columns.at"),
        width: 140,
        card: "meta",
        cell: (row) => <Instant value={row.createdAt} />,
      },
    ],
    [t],
  );
}

const count =
  (key: "totalRows" | "errorRows" | "warningRows", tone = "") =>
  (row: ImportListItem) => (
    <span className={`figures ${row[key] > 0 ? tone : "text-ink-3"}`}>{row[key]}</span>
  );
