import { useTranslations } from "next-intl";
import { REQUEST_KINDS } from "@/db/values/portal";
import { REQUEST_PRIORITIES, type RequestPriority } from "@/db/values/requests";
import type { Tone } from "../ui/tone";

export const PRIORITY_TONES: Record<RequestPriority, Tone> = {
  low: "neutral",
  normal: "neutral",
  high: "warning",
  urgent: "danger",
};

/** Kinds and priorities as a closed list of options. */
export function useRequestOptions() {
  const t = useTranslations("requests");
  return {
    kinds: REQUEST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
    priorities: REQUEST_PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) })),
  };
}

/** "45 min", "3 h 20 min", "2 d 4 h": days of eight hours are nobody's, so hours go on. */
export function useSpan(): (ms: number) => string {
  const t = useTranslations("requests.span");
  return (ms) => {
    const minutes = Math.round(Math.abs(ms) / 60_000);
    const hours = Math.floor(minutes / 60);
    if (hours === 0) return t("minutes", { minutes });
    if (hours >= 10 || minutes % 60 === 0) return t("hours", { hours });
    return t("both", { hours, minutes: minutes % 60 });
  };
}
