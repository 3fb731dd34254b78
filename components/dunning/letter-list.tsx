"use client";

import { FolderOpen, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Day } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { Select } from "../form/select";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { MenuEntry } from "../ui/menu-entries";
import { Section } from "../ui/section";
import { Segmented } from "../ui/segmented";
import { useLetterColumns } from "./letter-columns";
import type { LetterRow, PlanStep } from "./plan";
import { SHOWN, type Shown } from "./shown";

const EVERY = "all";
const PAGE = 60;

type LetterListProps = {
  onDay: Day;
  steps: readonly PlanStep[];
  seriesId: number | null;
  onStep: (seriesId: number | null) => void;
  shown: Shown;
  onShown: (shown: Shown) => void;
  onNextDay: () => void;
  onSend?: (letter: LetterRow) => void;
};

/** Letters of the day one by one, those of a step or those that are stopped. */
export function LetterList(props: LetterListProps) {
  const { onDay, steps, seriesId, shown, onSend } = props;
  const t = useTranslations("dunning.letters");
  const query = trpc.dunning.rows.useInfiniteQuery(
    { onDay, seriesId, isStopped: shown === "all" ? null : shown === "stopped", limit: PAGE },
    {
      getNextPageParam: (page) => page.nextCursor,
      initialCursor: null,
      placeholderData: (before) => before,
    },
  );
  const columns = useLetterColumns(onSend);
  const entriesOf = useEntries(onSend);
  return (
    <Section
      title={t("title")}
      actions={
        <Filters {...{ steps, seriesId, shown }} onStep={props.onStep} onShown={props.onShown} />
      }
    >
      <DataTable
        label={t("title")}
        layout="inline"
        skeletonRows={6}
        source={fromInfiniteQuery<LetterRow>(query)}
        columns={columns}
        rowId={(row) => `${row.caseId}-${row.currency}-${row.stop ?? ""}`}
        rowLabel={(row) => `${row.refNo} ${row.debtorName}`}
        rowHref={(row) => `/cases/${row.caseId}`}
        rowActions={entriesOf}
        isMuted={(row) => row.stop !== null}
        empty={<Empty {...props} />}
      />
    </Section>
  );
}

function useEntries(onSend?: (letter: LetterRow) => void): (row: LetterRow) => MenuEntry[] {
  const t = useTranslations("dunning.letters");
  return useCallback(
    (row) => [
      { label: t("openCase"), icon: FolderOpen, href: `/cases/${row.caseId}` },
      ...(onSend && !row.stop
        ? [{ label: t("sendOne"), icon: Send, onSelect: () => onSend(row) }]
        : []),
    ],
    [t, onSend],
  );
}

type FiltersProps = Pick<LetterListProps, "steps" | "seriesId" | "onStep" | "shown" | "onShown">;

function Filters({ steps, seriesId, onStep, shown, onShown }: FiltersProps) {
  const t = useTranslations("dunning.letters");
  return (
    <div className="flex flex-wrap items-center gap-1.5 py-1">
      <span className="w-56">
        <Select
          aria-label={t("step")}
          value={seriesId === null ? EVERY : String(seriesId)}
          onChange={(value) => onStep(value === EVERY ? null : Number(value))}
          options={[
            { value: EVERY, label: t("allSteps") },
            ...steps.map((step) => ({ value: String(step.seriesId), label: step.templateName })),
          ]}
        />
      </span>
      <Segmented
        label={t("shown")}
        value={shown}
        onChange={onShown}
        options={SHOWN.map((value) => ({ value, label: t(value) }))}
      />
    </div>
  );
}

function Empty({ seriesId, onStep, shown, onShown, onNextDay }: LetterListProps) {
  const t = useTranslations("dunning.letters");
  if (seriesId === null && shown === "all") {
    return (
      <EmptyState
        icon={Send}
        title={t("none")}
        actions={<Button onClick={onNextDay}>{t("nextDay")}</Button>}
      >
        {t("noneHint")}
      </EmptyState>
    );
  }
  const clear = () => {
    onStep(null);
    onShown("all");
  };
  return (
    <EmptyState title={t("noMatch")} actions={<Button onClick={clear}>{t("showAll")}</Button>} />
  );
}
