"use client";

import { useTranslations } from "next-intl";
import { isDay } from "@/server/kernel/days";
import { type RouterInput, trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { hasFilters } from "../table/list-query";
import type { ListQueryHandle } from "../table/use-list-query";
import { Tag } from "../ui/badge";
import { Button } from "../ui/button";
import { useAuditWords } from "./audit-words";
import { OperatorChoice } from "./operator-choice";

export const auditFilterKeys = [
  "actor",
  "action",
  "entity",
  "entityId",
  "case",
  "from",
  "to",
] as const;

export const idOf = (text: string | undefined) =>
  /^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : null;
export const dayOf = (text: string | undefined) => (isDay(text) ? text : null);

/** What the URL says, as the procedure takes it; what cannot be read filters nothing. */
export function filtersOf(
  filters: Readonly<Record<string, string>>,
): Omit<RouterInput["audit"]["list"], "cursor" | "limit"> {
  return {
    actorId: idOf(filters.actor),
    action: filters.action || null,
    entity: filters.entity || null,
    entityId: idOf(filters.entityId),
    caseId: idOf(filters.case),
    fromOn: dayOf(filters.from),
    toOn: dayOf(filters.to),
  };
}

/** Who, what, about what, from which day to which; a case comes from its own page. */
export function AuditFilters({ list }: { list: ListQueryHandle }) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  const vocabulary = trpc.audit.vocabulary.useQuery();
  const { filters } = list.query;
  const actions = (vocabulary.data?.actions ?? []).map((value) => ({
    value,
    label: words.action(value),
  }));
  const entities = (vocabulary.data?.entities ?? []).map((value) => ({
    value,
    label: words.entity(value),
  }));
  const choice = (key: "action" | "entity", options: typeof actions) => (
    <Field label={t(`filters.${key}`)} className="w-full sm:w-52">
      <Combobox
        label={t(`filters.${key}`)}
        options={options}
        value={filters[key] || null}
        onChange={(value) => list.setFilter(key, value ?? "")}
        placeholder={t("filters.any")}
        clearable
      />
    </Field>
  );
  const day = (key: "from" | "to") => (
    <Field label={t(`filters.${key}`)} className="w-32">
      <DayInput
        value={dayOf(filters[key])}
        onChange={(value) => list.setFilter(key, value ?? "")}
      />
    </Field>
  );
  return (
    <div className="flex flex-wrap items-end gap-2">
      <OperatorChoice value={filters.actor} onChange={(value) => list.setFilter("actor", value)} />
      {choice("action", actions)}
      {choice("entity", entities)}
      {day("from")}
      {day("to")}
      {filters.case ? (
        <span className="flex h-control items-center">
          <Tag onRemove={() => list.setFilter("case", "")} label={t("filters.thisCase")}>
            {t("filters.thisCase")}
          </Tag>
        </span>
      ) : null}
      {hasFilters(list.query) ? (
        <Button kind="quiet" onClick={list.clearFilters}>
          {t("filters.clear")}
        </Button>
      ) : null}
    </div>
  );
}
