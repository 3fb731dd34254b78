import { useLocale, useTranslations } from "next-intl";
import { formatDay, formatInstant } from "@/server/kernel/days";
import type { SystemEvent } from "./system-event";

type Of<Code> = Extract<SystemEvent, { code: Code }>;
type RequestCode = Extract<SystemEvent["code"], `request.${string}`>;

const ROUTED = {
  rule: "requestRoutedRule",
  owner: "requestRoutedOwner",
  nobody: "requestRoutedNobody",
  kept: "requestRoutedKept",
} as const;

/** What the desk did with a request, and why. */
export function useRequestTexts(): { [Code in RequestCode]: (event: Of<Code>) => string } {
  const t = useTranslations("timeline.system");
  const words = useTranslations("requests");
  const locale = useLocale();
  const late = (key: "requestDueSoon" | "requestOverdue") => {
    return ({ params }: Of<"request.due_soon" | "request.overdue">) =>
      t(key, {
        promise: words(`clock.${params.promise}`),
        at: formatInstant(new Date(params.dueAt), locale),
      });
  };
  return {
    "request.client": ({ params }) => t("requestClient", params),
    "request.operator": ({ params }) => t("requestOperator", params),
    "request.routed": ({ params: { why, rule, to, team, skipped } }) => {
      const name = [to ?? words("desk.nobody"), team].filter(Boolean).join(", ");
      const told = t(ROUTED[why], { name, rule: rule ?? "" });
      if (skipped.length === 0) return told;
      return `${told} ${t("requestSkipped", { rules: skipped.join(", ") })}`;
    },
    "request.assigned": ({ params }) =>
      params.to === null ? t("requestUnassigned") : t("requestAssigned", { name: params.to }),
    "request.priority": ({ params }) =>
      t("requestPriority", { priority: words(`priorities.${params.priority}`) }),
    "request.recorded": ({ params: { kind, way, receivedOn } }) =>
      t("requestRecorded", {
        ...{ kind: words(`kinds.${kind}`), channel: words(`channels.${way}`) },
        day: formatDay(receivedOn, locale),
      }),
    "request.due_soon": late("requestDueSoon"),
    "request.overdue": late("requestOverdue"),
    "request.merged": ({ params: { refNo, isKept } }) =>
      t(isKept ? "requestMergedFrom" : "requestMergedInto", { refNo }),
  };
}
