"use client";

import { CalendarRange, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { dayOf, formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { PageBody } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { DraftDialog } from "./draft-dialog";
import { DunningHead } from "./dunning-head";
import type { PlanItem } from "./plan";
import { PlanChip } from "./plan-chip";

const NONE: readonly PlanItem[] = [];

/** The plan in force, drafts, and those that were. */
export function PlansPage() {
  const t = useTranslations("dunning.plans");
  const may = useMay();
  const query = trpc.dunning.plans.useQuery();
  const rows = query.data ?? NONE;
  const columns = usePlanColumns();
  const [isAsking, setAsking] = useState(false);
  const draft = may("dunning:edit") ? (
    <Button kind="primary" icon={Plus} onClick={() => setAsking(true)}>
      {t("newDraft")}
    </Button>
  ) : null;
  return (
    <>
      <DunningHead title={t("title")} actions={rows.length > 0 ? draft : null} />
      <PageBody className="grid gap-3">
        <p className="max-w-prose text-ink-2">{t("hint")}</p>
        <DataTable
          label={t("title")}
          layout="inline"
          skeletonRows={3}
          source={{
            ...fromRows(rows),
            isLoading: query.isPending,
            error: query.error,
            retry: () => void query.refetch(),
          }}
          columns={columns}
          rowId={(plan) => plan.id}
          rowLabel={(plan) => plan.name}
          rowHref={(plan) => `/dunning/plans/${plan.id}`}
          isMuted={(plan) => plan.state === "retired"}
          empty={<Empty action={draft} />}
        />
      </PageBody>
      {isAsking ? (
        <DraftDialog
          hasActive={rows.some(({ state }) => state === "active")}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

function Empty({ action }: { action: ReactNode }) {
  const t = useTranslations("dunning.noPlan");
  return (
    <EmptyState icon={CalendarRange} title={t("title")} actions={action}>
      {t("text")}
    </EmptyState>
  );
}

function usePlanColumns(): Column<PlanItem>[] {
  const t = useTranslations("dunning.plans");
  const locale = useLocale();
  return useMemo(() => {
    const day = (at: Date) => formatDay(dayOf(at), locale);
    return [
      {
        key: "name",
        header: t("columns.name"),
        card: "title",
        cell: (plan) => <span className="font-[550]">{plan.name}</span>,
      },
      {
        key: "state",
        header: t("columns.state"),
        width: 120,
        card: "aside",
        cell: (plan) => <PlanChip state={plan.state} />,
      },
      {
        key: "steps",
        header: t("columns.steps"),
        width: 100,
        card: "meta",
        cell: (plan) => t("stepCount", { count: plan.stepCount }),
      },
      {
        key: "when",
        header: t("columns.when"),
        width: 220,
        card: "meta",
        cell: ({ state, retiredAt, activatedAt, createdAt }) => (
          <span className="text-ink-2">
            {state === "retired" && retiredAt
              ? t("until", { day: day(retiredAt) })
              : state === "active" && activatedAt
                ? t("since", { day: day(activatedAt) })
                : t("created", { day: day(createdAt) })}
          </span>
        ),
      },
    ];
  }, [t, locale]);
}
