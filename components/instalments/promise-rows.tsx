"use client";

import { Ban } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { useMay } from "../access/account";
import { StateChip } from "../ui/badge";
import { IconButton } from "../ui/icon-button";
import { type Promised, promiseTone } from "./rows";

export type PromiseRowsProps = {
  promises: readonly Promised[];
  onCancel: (promise: Promised) => void;
};

/** What was promised on the case, open ones first. */
export function PromiseRows({ promises, onCancel }: PromiseRowsProps) {
  const t = useTranslations("instalments");
  const locale = useLocale();
  const may = useMay();
  return (
    <ul aria-label={t("promises.title")}>
      {promises.map((promise) => {
        const { id, state, amountMinor, paidMinor, currency, dueOn, channel } = promise;
        const money = (minor: number) => formatMoney(minor, currency, locale);
        return (
          <li
            key={id}
            className="flex min-h-8 flex-wrap items-center gap-x-3 border-rule border-b py-1"
          >
            <StateChip tone={promiseTone[state]} look="wash">
              {t(`promiseStates.${state}`)}
            </StateChip>
            <span className="figures">
              {t("promise.line", { amount: money(amountMinor), day: formatDay(dueOn, locale) })}
            </span>
            <span className="text-ink-3 text-xs">{t(`channels.${channel}`)}</span>
            {paidMinor > 0 ? (
              <span className="text-positive text-xs">
                {t("promise.paid", { amount: money(paidMinor) })}
              </span>
            ) : null}
            {promise.byName ? <span className="text-ink-3 text-xs">{promise.byName}</span> : null}
            <span className="text-ink-2 text-xs">{promise.cancelReason ?? promise.note}</span>
            {state === "open" && may("claims:edit") ? (
              <span className="ml-auto">
                <IconButton
                  icon={Ban}
                  size="sm"
                  label={t("actions.cancelPromise")}
                  onClick={() => onCancel(promise)}
                />
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
