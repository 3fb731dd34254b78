"use client";

import { Copy } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import type { MenuEntry } from "../ui/menu-entries";
import { toast } from "../ui/toast";
import type { Instalment, Schedule } from "./rows";

/** What one may do with one instalment that is not paid yet; `symbol`: the one it is paid under. */
export function useInstalmentEntries(
  schedule: Schedule,
  symbol: string | null,
): (instalment: Instalment) => MenuEntry[] {
  const t = useTranslations("instalments.actions");
  const locale = useLocale();
  return ({ amountMinor, paidMinor, dueOn, state }) => {
    if (state === "paid" || schedule.endKind !== null) return [];
    const told = {
      amount: formatMoney(amountMinor - paidMinor, schedule.currency, locale),
      day: formatDay(dueOn, locale),
      symbol: symbol ?? "",
    };
    const copy = async () => {
      await navigator.clipboard.writeText(t(symbol ? "payBy" : "payByBare", told));
      toast.success(t("copied"));
    };
    return [{ label: t("copy"), icon: Copy, onSelect: () => void copy() }];
  };
}
