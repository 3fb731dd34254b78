"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { trpc } from "../api/crm";
import type { Option } from "../form/select";
import type { Filter } from "../table/filter";
import type { Processes } from "../workflow/processes";
import { useTags } from "./case-tags";

const longStaleMs = 60_000;

/** Groups of cases, asked once in a while. */
export function useGroups() {
  return trpc.cases.groups.useQuery(undefined, { staleTime: longStaleMs });
}

/** People whom a case can be given to. */
export function useColleagues() {
  return trpc.cases.colleagues.useQuery(undefined, { staleTime: longStaleMs });
}

/** They ask for what only a ledger knows. */
const ofLedger = new Set(["overdue", "unproven", "balance"]);

/** What the list of cases can be narrowed by. */
export function useCaseFilters(processes: Processes, category: string | undefined): Filter[] {
  const t = useTranslations("cases.filters");
  const groups = useGroups();
  const colleagues = useColleagues();
  const tags = useTags();
  const chosen = category ? processes.of(category) : undefined;
  const isLedger = chosen?.hasLedger ?? true;
  return useMemo(() => {
    const all: Filter[] = [
      {
        kind: "choice",
        key: "state",
        label: t("state"),
        options: stateOptions(processes, category),
      },
      {
        kind: "choice",
        key: "group",
        label: t("group"),
        options: (groups.data ?? []).map((group) => ({
          value: String(group.id),
          label: group.code,
          hint: group.description,
        })),
      },
      {
        kind: "choice",
        key: "owner",
        label: t("owner"),
        options: [
          { value: "me", label: t("ownerMe") },
          { value: "none", label: t("ownerNone") },
          ...(colleagues.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ],
      },
      { kind: "flag", key: "overdue", label: t("overdue") },
      { kind: "flag", key: "unproven", label: t("unproven") },
      { kind: "money", key: "balance", label: t("balance"), currency: "CZK" },
      {
        kind: "choice",
        key: "tag",
        label: t("tag"),
        options: tags.list.map(({ code, name }) => ({ value: code, label: name })),
      },
      { kind: "days", key: "opened", label: t("opened") },
      {
        kind: "choice",
        key: "archived",
        label: t("archived"),
        options: [
          { value: "only", label: t("archivedOnly") },
          { value: "all", label: t("archivedAll") },
        ],
      },
    ];
    return isLedger ? all : all.filter(({ key }) => !ofLedger.has(key));
  }, [t, processes, category, isLedger, groups.data, colleagues.data, tags.list]);
}

/** States of the category, or of all of them; one that several categories share stands once. */
function stateOptions(processes: Processes, category: string | undefined): Option[] {
  const chosen = category ? processes.of(category) : undefined;
  const wanted = chosen ? [chosen] : processes.categories;
  const found = new Map<string, Option>();
  for (const process of wanted) {
    for (const { code, name } of [...process.states, ...processes.olderStates(process.category)]) {
      const before = found.get(code);
      const hint = wanted.length > 1 ? process.name : undefined;
      const joined = before?.hint && hint ? `${before.hint}, ${hint}` : hint;
      found.set(code, { value: code, label: before?.label ?? name, hint: joined });
    }
  }
  return [...found.values()];
}
