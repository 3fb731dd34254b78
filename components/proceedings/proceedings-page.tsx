"use client";

import { Gavel, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { PROCEEDING_KINDS, PROCEEDING_STATES } from "@/db/values/cases";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { PageHeader } from "../shell/page-header";
import { DataTable } from "../table/data-table";
import type { Filter } from "../table/filter";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { choicesOf, hasFilters, type ListQuery } from "../table/list-query";
import { fromInfiniteQuery } from "../table/source";
import { TableCount } from "../table/table-foot";
import { useListQuery } from "../table/use-list-query";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { DeleteProceeding } from "./delete-proceeding";
import type { Proceeding, ProceedingListInput } from "./proceeding";
import { useProceedingColumns } from "./proceeding-columns";
import { ProceedingSheet } from "./proceeding-sheet";

const filterKeys = ["kind", "state", "course"] as const;
const pageSize = 60;

type Asked = { kind: "new" } | { kind: "edit" | "delete"; proceeding: Proceeding };

/** All proceedings, those of no case among them; found by the court's mark or the debtor. */
export function ProceedingsPage() {
  const t = useTranslations("proceedings");
  const shell = useTranslations("shell.actions");
  const may = useMay();
  const list = useListQuery(filterKeys);
  const input = useMemo(() => proceedingListInput(list.query), [list.query]);
  const query = trpc.proceedings.list.useInfiniteQuery(
    { ...input, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const source = fromInfiniteQuery<Proceeding>(query);
  const columns = useProceedingColumns();
  const filters = useProceedingFilters();
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayEdit = may("cases:edit");
  const actions = (proceeding: Proceeding) => [
    { label: shell("edit"), icon: Pencil, onSelect: () => setAsked({ kind: "edit", proceeding }) },
    {
      label: shell("delete"),
      icon: Trash2,
      danger: true,
      onSelect: () => setAsked({ kind: "delete", proceeding }),
    },
  ];
  return (
    <ListLayout
      header={
        <PageHeader
          title={t("title")}
          actions={
            mayEdit ? (
              <Button kind="primary" icon={Plus} onClick={() => setAsked({ kind: "new" })}>
                {t("new")}
              </Button>
            ) : null
          }
        />
      }
      filters={
        <FilterBar list={list} filters={filters} searchPlaceholder={t("search")}>
          <TableCount source={source} />
        </FilterBar>
      }
    >
      <DataTable
        label={t("title")}
        source={source}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => row.courtFileMark ?? t(`kind.${row.kind}`)}
        rowHref={(row) => (row.caseId ? `/cases/${row.caseId}?tab=proceedings` : "")}
        onPeek={mayEdit ? (proceeding) => setAsked({ kind: "edit", proceeding }) : undefined}
        rowActions={mayEdit ? actions : undefined}
        isMuted={(row) => row.state === "closed"}
        empty={
          <EmptyState icon={Gavel} title={t(hasFilters(list.query) ? "noMatch" : "empty")}>
            {hasFilters(list.query) ? null : t("emptyHint")}
          </EmptyState>
        }
      />
      {asked ? <ProceedingDialog asked={asked} onClose={() => setAsked(null)} /> : null}
    </ListLayout>
  );
}

function ProceedingDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  if (asked.kind === "new") return <ProceedingSheet onClose={onClose} />;
  const { proceeding } = asked;
  return asked.kind === "edit" ? (
    <ProceedingSheet proceeding={proceeding} onClose={onClose} />
  ) : (
    <DeleteProceeding proceeding={proceeding} onClose={onClose} />
  );
}

/** What the server is asked for by what stands in the URL; values that make no sense are left out. */
export function proceedingListInput(query: Pick<ListQuery, "q" | "filters">): ProceedingListInput {
  const [kind] = choicesOf(query.filters.kind);
  const [state] = choicesOf(query.filters.state);
  const [course] = choicesOf(query.filters.course);
  const isOpen = course === "open" ? true : course === "closed" ? false : undefined;
  return {
    text: query.q || undefined,
    kind: PROCEEDING_KINDS.find((each) => each === kind),
    state: PROCEEDING_STATES.find((each) => each === state),
    isOpen,
  };
}

function useProceedingFilters(): Filter[] {
  const t = useTranslations("proceedings");
  return useMemo(
    () => [
      {
        key: "kind",
        kind: "choice",
        label: t("fields.kind"),
        options: PROCEEDING_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
      },
      {
        key: "state",
        kind: "choice",
        label: t("fields.state"),
        options: PROCEEDING_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      {
        key: "course",
        kind: "choice",
        label: t("filter.course"),
        options: (["open", "closed"] as const).map((value) => ({
          value,
          label: t(`filter.${value}`),
        })),
      },
    ],
    [t],
  );
}
