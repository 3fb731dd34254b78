"use client";

import { useFormatter, useTranslations } from "next-intl";
import { REGISTER_TROUBLES } from "@/server/kernel/register-answer";
import type { BulkCheck } from "./bulk";

const PREFIX = "registers.trouble.";

/** Of which register a check waits, why, and until when. */
export function usePauseText(): (run: BulkCheck) => string {
  const t = useTranslations("insolvency.bulk.pause");
  const format = useFormatter();
  return ({ pauseReason, pauseRegister, resumeAt }) => {
    const time = resumeAt ? format.dateTime(resumeAt, { timeStyle: "medium" }) : "";
    const register = pauseRegister ? t(`registers.${pauseRegister}`) : "";
    const trouble = REGISTER_TROUBLES.find((each) => `${PREFIX}${each}` === pauseReason);
    if (trouble) return t("trouble", { register, time, trouble: t(`troubles.${trouble}`) });
    return t(pauseReason === "registers.resting" ? "resting" : "busy", { register, time });
  };
}
