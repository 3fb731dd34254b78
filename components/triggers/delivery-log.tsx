"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { DELIVERY_STATES, TRIGGER_FACTS } from "@/db/values/configuration";
import { type RouterOutput, trpc } from "../api/crm";
import { Select } from "../form/select";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { TextLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { DeliveryState } from "./delivery-state";
import { useFactName } from "./fact-name";
import { useReplay } from "./use-replay";

export type Delivery = RouterOutput["triggers"]["deliveries"]["items"][number];

const ALL = "*";
const PAGE_SIZE = 50;
const REFRESH_MS = 5_000;
/** Side by side in the section's line; on a telephone one under the other. */
const FILTER = "sm:w-44";

/** What was told to whom and what came of it, newest first. */
export function DeliveryLog(props: { switcher: ReactNode; onShow: (deliveryId: number) => void }) {
  const { switcher, onShow } = props;
  const t = useTranslations("triggers.log");
  const replay = useReplay();
  const [filter, setFilter] = useState({ state: ALL, fact: ALL, endpoint: ALL });
  const chosen = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== ALL),
  ) as object;
  const query = trpc.triggers.deliveries.useInfiniteQuery(
    { filter: chosen, limit: PAGE_SIZE },
    {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (before) => before,
      refetchInterval: REFRESH_MS,
    },
  );
  const columns = useDeliveryColumns(onShow);
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
        rowLabel={({ endpoint, id }) => `${endpoint} ${id}`}
        onPeek={({ id }) => onShow(id)}
        rowActions={({ id, state, isKnown }) =>
          state === "waiting" || !isKnown
            ? []
            : [{ label: t("replay"), icon: RotateCcw, onSelect: () => replay(id) }]
        }
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        layout="inline"
      />
    </Section>
  );
}

type Filter = { state: string; fact: string; endpoint: string };

function Filters(props: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { filter, onChange } = props;
  const t = useTranslations("triggers");
  const factName = useFactName();
  const { data: endpoints = [] } = trpc.triggers.endpoints.useQuery();
  const all = (label: string) => ({ value: ALL, label });
  return (
    <>
      <Select
        aria-label={t("log.state")}
        className={FILTER}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
        options={[
          all(t("log.anyState")),
          ...DELIVERY_STATES.map((state) => ({ value: state, label: t(`states.${state}`) })),
        ]}
      />
      <Select
        aria-label={t("log.fact")}
        className={FILTER}
        value={filter.fact}
        onChange={(fact) => onChange({ ...filter, fact })}
        options={[
          all(t("log.anyFact")),
          ...TRIGGER_FACTS.map((fact) => ({ value: fact, label: factName(fact) })),
        ]}
      />
      <Select
        aria-label={t("endpoints.name")}
        className={FILTER}
        value={filter.endpoint}
        onChange={(endpoint) => onChange({ ...filter, endpoint })}
        options={[
          all(t("log.anyEndpoint")),
          ...endpoints.map(({ endpoint }) => ({ value: endpoint, label: endpoint })),
        ]}
      />
    </>
  );
}

function useDeliveryColumns(onShow: (deliveryId: number) => void): Column<Delivery>[] {
  const t = useTranslations("triggers");
  const factName = useFactName();
  return useMemo(
    () => [
      {
        key: "at",
        header: t("log.at"),
        width: 140,
        card: "aside",
        cell: ({ occurredAt }) => <Instant value={occurredAt} />,
      },
      {
        key: "fact",
        header: t("log.fact"),
        card: "title",
        cell: ({ id, fact, isReplay }) => (
          <button
            type="button"
            onClick={() => onShow(id)}
            className="max-w-full truncate rounded-xs text-left font-[550] hover:text-accent hover:underline"
          >
            {factName(fact)}
            {isReplay ? (
              <span className="font-normal text-ink-3"> · {t("log.isReplay")}</span>
            ) : null}
          </button>
        ),
      },
      {
        key: "case",
        header: t("log.case"),
        width: 110,
        card: "meta",
        cell: ({ caseId, refNo }) =>
          caseId ? (
            <TextLink href={`/cases/${caseId}`}>
              <span className="figures">{refNo}</span>
            </TextLink>
          ) : null,
      },
      {
        key: "endpoint",
        header: t("endpoints.name"),
        width: 150,
        card: "meta",
        cell: ({ endpoint }) => (
          <span className="truncate" title={endpoint}>
            {endpoint}
          </span>
        ),
      },
      {
        key: "state",
        header: t("log.state"),
        width: 430,
        card: "meta",
        cell: (delivery) => <DeliveryState delivery={delivery} />,
      },
    ],
    [t, factName, onShow],
  );
}
