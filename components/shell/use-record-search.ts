"use client";

import { Briefcase, Building2, UserRound } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import type { SearchHit } from "./use-search";

const caseHits = 7;
const partyHits = 5;

/** Finds cases and parties for the palette, each only for those who may read them. */
export function useRecordSearch(permissions: readonly string[]) {
  const t = useTranslations("shell.palette");
  const locale = useLocale();
  const utils = trpc.useUtils();
  const readsCases = permissions.includes("cases:read");
  const readsParties = permissions.includes("parties:read");

  return useCallback(
    async (text: string): Promise<SearchHit[]> => {
      const [cases, parties] = await Promise.all([
        readsCases ? utils.cases.quickSearch.fetch({ text, limit: caseHits }) : null,
        readsParties ? utils.parties.quickSearch.fetch({ text, limit: partyHits }) : null,
      ]);
      return [
        ...(cases ?? []).map((found) => ({
          id: `case:${found.id}`,
          href: `/cases/${found.id}`,
          title: found.refNo,
          subtitle: joined([
            found.debtorName,
            found.balanceCzkMinor ? formatMoney(found.balanceCzkMinor, "CZK", locale) : null,
            found.balanceEurMinor ? formatMoney(found.balanceEurMinor, "EUR", locale) : null,
          ]),
          kind: t("case"),
          icon: Briefcase,
        })),
        ...(parties ?? []).map((found) => ({
          id: `party:${found.id}`,
          href: `/parties/${found.id}`,
          title: found.fullName,
          subtitle: joined([
            found.birthOn ? `* ${formatDay(found.birthOn, locale)}` : found.registrationNo,
            found.city,
          ]),
          kind: t("party"),
          icon: found.kind === "legal_entity" ? Building2 : UserRound,
        })),
      ];
    },
    [utils, readsCases, readsParties, locale, t],
  );
}

function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}
