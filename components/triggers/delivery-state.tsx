"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatInstant } from "@/server/kernel/days";
import { useCallReason } from "../configuration/reason";
import { Badge } from "../ui/badge";
import type { Delivery } from "./delivery-log";

const TONES = {
  waiting: "warning",
  delivered: "positive",
  given_up: "danger",
  dropped: "neutral",
} as const;

type Shown = Pick<
  Delivery,
  "state" | "attempts" | "reason" | "isBehind" | "isOff" | "nextAttemptAt" | "status"
>;

/** How a delivery stands: how often it was tried, what was answered, what it waits for. */
export function DeliveryState({ delivery }: { delivery: Shown }) {
  const t = useTranslations("triggers");
  const locale = useLocale();
  const reasonOf = useCallReason();
  const { state, attempts, reason, isBehind, isOff, nextAttemptAt, status } = delivery;
  const isTried = attempts > 0;
  const said = [
    attempts > 1 || (isTried && state !== "delivered")
      ? t("log.attempts", { count: attempts })
      : "",
    reason ? reasonOf(reason) : "",
    !reason && status ? String(status) : "",
    isBehind ? t("log.behind") : "",
    state === "waiting" && isOff ? t("log.isOff") : "",
    state === "waiting" && isTried && !isBehind && !isOff && nextAttemptAt
      ? t("log.next", { time: formatInstant(nextAttemptAt, locale) })
      : "",
  ].filter((each) => each !== "");
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
      <span className="min-w-0 truncate text-ink-2" title={said.join(" · ")}>
        {said.join(" · ")}
      </span>
    </span>
  );
}
