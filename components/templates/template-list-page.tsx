"use client";

import { FileText, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { useMay } from "../access/account";
import { SenderBanner } from "../access/sender-banner";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { TextInput } from "../form/text-input";
import { PageBody, PageHeader } from "../shell/page-header";
import { useShortcut } from "../shell/shortcuts";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { EmptyState } from "../ui/empty-state";
import { filterTemplates } from "./filter-templates";
import { MergeFieldsButton } from "./merge-fields-sheet";
import type { TemplateRow } from "./template";
import { useTemplateColumns } from "./template-columns";
import { TemplateDrop } from "./template-drop";
import { TemplateHelp } from "./template-help";
import { UploadButton } from "./upload-button";
import { UploadResults } from "./upload-results";
import { useTemplateUpload } from "./use-template-upload";

/** The manager of templates: all of them, a place to drop new ones, and how to write them. */
export function TemplateListPage() {
  const t = useTranslations("templates.page");
  const may = useMay();
  const upload = useTemplateUpload();
  const mayEdit = may("templates:edit");
  return (
    <TemplateDrop
      label={t("drop")}
      onFiles={mayEdit ? (files) => void upload.send(files) : undefined}
      className="min-h-full"
    >
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <>
            <MergeFieldsButton />
            {mayEdit ? <UploadButton upload={upload} label={t("upload")} multiple /> : null}
          </>
        }
      />
      <PageBody className="grid gap-4">
        <SenderBanner />
        <UploadResults upload={upload} />
        <TemplateTable />
        <TemplateHelp />
      </PageBody>
    </TemplateDrop>
  );
}

function TemplateTable() {
  const t = useTranslations("templates.page");
  const [typed, setTyped] = useState("");
  const [withArchived, setWithArchived] = useState(false);
  const query = trpc.templates.list.useQuery(
    { withArchived },
    { placeholderData: (before) => before },
  );
  const rows = useMemo(() => filterTemplates(query.data ?? [], typed), [query.data, typed]);
  const columns = useTemplateColumns();
  const isFiltered = typed.trim() !== "";
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchField typed={typed} onType={setTyped} />
        <Checkbox label={t("withArchived")} checked={withArchived} onChange={setWithArchived} />
        <span className="figures ml-auto text-ink-2" role="status">
          {query.data ? t("count", { count: rows.length }) : ""}
        </span>
      </div>
      <DataTable
        label={t("title")}
        source={{
          ...fromRows(rows),
          isLoading: query.isPending,
          isStale: query.isPlaceholderData,
          error: query.error,
          retry: () => void query.refetch(),
        }}
        columns={columns}
        rowId={idOf}
        rowLabel={nameOf}
        rowHref={addressOf}
        isMuted={isArchived}
        empty={
          <EmptyState icon={FileText} title={t(isFiltered ? "noMatch" : "none")}>
            {t(isFiltered ? "noMatchHint" : "noneHint")}
          </EmptyState>
        }
        layout="inline"
        skeletonRows={5}
      />
    </div>
  );
}

const idOf = (row: TemplateRow) => row.id;
const nameOf = (row: TemplateRow) => row.name;
const addressOf = (row: TemplateRow) => `/templates/${row.id}`;
const isArchived = (row: TemplateRow) => row.isArchived;

type SearchFieldProps = { typed: string; onType: (typed: string) => void };

function SearchField({ typed, onType }: SearchFieldProps) {
  const t = useTranslations("templates.page");
  const input = useRef<HTMLInputElement>(null);
  useShortcut({ keys: "f", label: t("search"), group: "lists", run: () => input.current?.focus() });
  return (
    <div className="w-80 max-w-full">
      <TextInput
        ref={input}
        type="search"
        icon={Search}
        value={typed}
        onChange={onType}
        placeholder={t("search")}
        aria-label={t("search")}
        aria-keyshortcuts="f"
      />
    </div>
  );
}
