"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { useCodeText } from "../form/error-text";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { buttonClass } from "../ui/button";
import { Section } from "../ui/section";
import { Segmented } from "../ui/segmented";
import { toneText } from "../ui/tone";
import { WaitingGlyph } from "../ui/waiting-glyph";
import type { ImportDetail } from "./import-state";

type Finding = RouterOutput["imports"]["findings"]["items"][number];
type Severity = Finding["severity"] | "all";

const PAGE_SIZE = 50;

/** Every finding with its row, column, value and reason; the same as a workbook to download. */
export function FindingsTable({ detail }: { detail: ImportDetail }) {
  const t = useTranslations("imports.findings");
  const [severity, setSeverity] = useState<Severity>("all");
  const [code, setCode] = useState<string | null>(null);
  const { id: importId, errorRows, warningRows } = detail;
  const query = trpc.imports.findings.useInfiniteQuery(
    {
      ...{ importId, limit: PAGE_SIZE },
      ...(severity === "all" ? {} : { severity }),
      ...(code === null ? {} : { code }),
    },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const columns = useFindingColumns();
  if (errorRows + warningRows === 0) return null;
  return (
    <Section
      title={t("title")}
      actions={
        <>
          <DownloadLink importId={importId} rows="flagged" label={t("downloadFlagged")} />
          <DownloadLink importId={importId} rows="all" label={t("download")} />
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-2 pb-2">
        <Segmented
          label={t("reason")}
          value={severity}
          onChange={setSeverity}
          options={[
            { value: "all", label: t("all") },
            { value: "error", label: t("errors") },
            { value: "warning", label: t("warnings") },
          ]}
        />
        <ReasonFilter importId={importId} value={code} onChange={setCode} />
      </div>
      <DataTable
        label={t("title")}
        source={fromInfiniteQuery(query)}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => `${t("row")} ${row.rowNo}`}
        empty={<p className="py-6 text-center text-ink-2">{t("none")}</p>}
        layout="inline"
      />
    </Section>
  );
}

function DownloadLink(props: { importId: number; rows: "all" | "flagged"; label: string }) {
  return (
    <a
      href={`/api/imports/${props.importId}/annotated?rows=${props.rows}`}
      className={buttonClass({ kind: "quiet", size: "sm" })}
    >
      <Download className="size-3.5" aria-hidden />
      {props.label}
    </a>
  );
}

type FilterProps = {
  importId: number;
  value: string | null;
  onChange: (code: string | null) => void;
};

function ReasonFilter({ importId, value, onChange }: FilterProps) {
  const t = useTranslations("imports.findings");
  const codeText = useCodeText();
  const groups = trpc.imports.findingGroups.useQuery({ importId });
  const options = (groups.data ?? []).map(({ code, count, params }) => ({
    value: code,
    label: codeText(code, { value: "…", ...params }) ?? code,
    hint: String(count),
  }));
  return (
    <div className="w-full sm:w-96">
      <Combobox
        label={t("reason")}
        value={value}
        onChange={onChange}
        options={options}
        placeholder={t("anyReason")}
        clearable
      />
    </div>
  );
}

function useFindingColumns(): Column<Finding>[] {
  const t = useTranslations("imports.findings");
  const codeText = useCodeText();
  return useMemo(
    () => [
      {
        key: "row",
        header: t("row"),
        width: 90,
        align: "end",
        card: "aside",
        cell: (row) => (
          <span className="figures">{row.rowNo === 0 ? t("wholeFile") : row.rowNo}</span>
        ),
      },
      {
        key: "column",
        header: t("column"),
        width: 170,
        card: "meta",
        cell: (row) => <span className="truncate">{row.columnName}</span>,
      },
      {
        key: "value",
        header: t("value"),
        width: 190,
        card: "meta",
        cell: (row) => (
          <span className="truncate text-ink-2" title={row.value}>
            {row.value}
          </span>
        ),
      },
      {
        key: "reason",
        header: t("reason"),
        card: "title",
        cell: (row) => {
          const text = codeText(row.code, { value: row.value, ...row.params }) ?? row.code;
          const tone = row.severity === "error" ? "danger" : "warning";
          return (
            <span className="inline-flex min-w-0 items-center gap-1.5" title={text}>
              <WaitingGlyph on="dot" className={toneText[tone]} />
              <span className="sr-only">{t(row.severity)}:</span>
              <span className="truncate max-md:whitespace-normal">{text}</span>
            </span>
          );
        },
      },
    ],
    [t, codeText],
  );
}
