"use client";

import { Copy, QrCode } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import type { PaymentQrProps } from "../claims/payment-qr-dialog";
import type { MenuEntry } from "../ui/menu-entries";
import { toast } from "../ui/toast";
import type { Instalment, Schedule } from "./rows";

type Asked = { symbol: string | null; onQr: (qr: PaymentQrProps) => void };

/** What one may do with one instalment that is not paid yet; `symbol`: the one it is paid under. */
export function useInstalmentEntries(
  schedule: Schedule,
  { symbol, onQr }: Asked,
): (instalment: Instalment) => MenuEntry[] {
  const t = useTranslations("instalments.actions");
  const qrLabel = useTranslations("paymentCodes")("open");
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
    const { currency } = schedule;
    const qr = { currency, amountMinor: amountMinor - paidMinor, variableSymbol: symbol, dueOn };
    return [
      { label: qrLabel, icon: QrCode, onSelect: () => onQr(qr) },
      { label: t("copy"), icon: Copy, onSelect: () => void copy() },
    ];
  };
}
