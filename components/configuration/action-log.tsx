"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { ACTION_STATES } from "@/db/values/configuration";
import { trpc } from "../api/crm";
import { Select } from "../form/select";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { RunSheet } from "./run-sheet";
import { type LoggedRun, RunObject, RunState } from "./run-state";

const ALL = "*";
const PAGE_SIZE = 50;
const REFRESH_MS = 10_000;

/** Which buttons of the customer's were pressed, by whom, on what, and what was answered. */
export function ActionLog({ switcher }: { switcher: ReactNode }) {
  const t = useTranslations("configuration.log");
  const [filter, setFilter] = useState({ state: ALL, action: ALL });
  const [shown, setShown] = useState<LoggedRun | null>(null);
  const chosen = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== ALL),
  ) as object;
  const query = trpc.configuration.actionLog.useInfiniteQuery(
    { filter: chosen, limit: PAGE_SIZE },
    {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (before) => before,
      refetchInterval: REFRESH_MS,
    },
  );
  const columns = useRunColumns(setShown);
  return (
    <Section
      title={t("title")}
      actions={
        <div className="flex flex-wrap items-center gap-1.5 py-1">
          {switcher}
          <Filters filter={filter} onChange={setFilter} />
        </div>
      }
    >
      <DataTable
        label={t("title")}
        source={fromInfiniteQuery(query)}
        columns={columns}
        rowId={({ id }) => id}
        rowLabel={({ name, id }) => `${name} ${id}`}
        onPeek={setShown}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        layout="inline"
      />
      {shown ? <RunSheet run={shown} onClose={() => setShown(null)} /> : null}
    </Section>
  );
}

type Filter = { state: string; action: string };

function Filters(props: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { filter, onChange } = props;
  const t = useTranslations("configuration.log");
  const { data } = trpc.configuration.get.useQuery();
  return (
    <>
      <Select
        aria-label={t("state")}
        className="sm:w-44"
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
        options={[
          { value: ALL, label: t("anyState") },
          ...ACTION_STATES.map((state) => ({ value: state, label: t(`states.${state}`) })),
        ]}
      />
      <Select
        aria-label={t("action")}
        className="sm:w-44"
        value={filter.action}
        onChange={(action) => onChange({ ...filter, action })}
        options={[
          { value: ALL, label: t("anyAction") },
          ...(data?.names.actions ?? []).map((code) => ({ value: code, label: code })),
        ]}
      />
    </>
  );
}

function useRunColumns(onShow: (run: LoggedRun) => void): Column<LoggedRun>[] {
  const t = useTranslations("configuration.log");
  return useMemo(
    () => [
      {
        key: "at",
        header: t("at"),
        width: 140,
        card: "aside",
        cell: ({ askedAt }) => <Instant value={askedAt} />,
      },
      {
        key: "action",
        header: t("action"),
        card: "title",
        cell: (run) => (
          <button
            type="button"
            onClick={() => onShow(run)}
            className="max-w-full truncate rounded-xs text-left font-[550] hover:text-accent hover:underline"
          >
            {run.name}
          </button>
        ),
      },
      {
        key: "object",
        header: t("object"),
        width: 170,
        card: "meta",
        cell: (run) => <RunObject run={run} />,
      },
      {
        key: "who",
        header: t("who"),
        width: 150,
        card: "meta",
        cell: ({ actorName }) => <span className="truncate">{actorName}</span>,
      },
      {
        key: "state",
        header: t("state"),
        width: 430,
        card: "meta",
        cell: (run) => <RunState run={run} />,
      },
    ],
    [t, onShow],
  );
}
