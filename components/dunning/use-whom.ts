"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { nameIn, useProcesses } from "../workflow/processes";
import type { PlanStep } from "./plan";

/** Names of states, of the first of a step's categories that knows them. */
export function useStateNames(): (step: Pick<PlanStep, "categories">, code: string) => string {
  const { categories } = useProcesses();
  return useCallback(
    (step, code) => {
      const of = step.categories.length > 0 ? step.categories : categories.map((c) => c.category);
      const process = categories.find(
        ({ category, states }) =>
          of.includes(category) && states.some((state) => state.code === code),
      );
      return nameIn(process?.states, code);
    },
    [categories],
  );
}

/** Whom a step is for, in words: "Inkaso · Mimosoud · od 500 Kč". Empty: everybody. */
export function useWhom(): (step: PlanStep) => string {
  const t = useTranslations("dunning.step");
  const locale = useLocale();
  const { categories } = useProcesses();
  const stateName = useStateNames();
  const { data: groups } = trpc.cases.groups.useQuery();
  const { data: tags } = trpc.cases.tags.useQuery();
  return (step) => {
    const { currency, filter } = step;
    const money = (minor: number) => formatMoney(minor, currency, locale);
    const category = (code: string) =>
      categories.find((each) => each.category === code)?.name ?? code;
    const tag = (code: string) => tags?.find((each) => each.code === code)?.name ?? code;
    const group = (id: number) => groups?.find((each) => each.id === id)?.code ?? String(id);
    const said = (label: string, what: string) => (what ? `${label.toLowerCase()} ${what}` : "");
    const list = (values: readonly string[] | undefined) => (values ?? []).map(tag).join(", ");
    return [
      step.categories.map(category).join(", "),
      step.states.map((code) => stateName(step, code)).join(", "),
      step.groupIds.map(group).join(", "),
      said(t("balanceMin"), filter.balanceMinMinor ? money(filter.balanceMinMinor) : ""),
      said(t("balanceMax"), filter.balanceMaxMinor ? money(filter.balanceMaxMinor) : ""),
      said(t("tagsAny"), list(filter.tagsAny)),
      said(t("tagsNone"), list(filter.tagsNone)),
      currency === "CZK" ? "" : currency,
    ]
      .filter(Boolean)
      .join(" · ");
  };
}
