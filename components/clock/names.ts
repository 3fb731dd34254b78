"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useCodeText } from "../form/error-text";

type LooseWords = ((key: string) => string) & { has(key: string): boolean };

/** A job's name in words; one that has none yet is shown as it is. */
export function useJobName(): (job: string) => string {
  const t = useTranslations("clock.jobs") as unknown as LooseWords;
  return useCallback((job) => (t.has(job) ? t(job) : job), [t]);
}

/** Why something was given up, in words: of a refusal its text, of a fault that it was one. */
export function useReason(): (error: string) => string {
  const t = useTranslations("clock.failures");
  const codeText = useCodeText();
  return useCallback(
    (error) => {
      const text = codeText(error);
      // A text with values cannot be told without them: they may be names, and are not kept.
      const isWhole = text !== null && !text.includes(".errors.");
      return isWhole ? text : t("fault", { name: error });
    },
    [t, codeText],
  );
}

/** The name of a function: what it does, or the job that it belongs to. */
export function useFunctionName(): (functionId: string) => string {
  const t = useTranslations("clock.functions") as unknown as LooseWords;
  const jobName = useJobName();
  return useCallback(
    (functionId) => {
      const job = /^sweep-(.+?)(-tenant)?$/.exec(functionId)?.[1];
      if (job !== undefined) return jobName(job);
      const own = functionId.replace(/-failure$/, "");
      return t.has(own) ? t(own) : own;
    },
    [t, jobName],
  );
}
