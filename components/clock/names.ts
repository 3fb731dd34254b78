"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

type LooseWords = ((key: string) => string) & { has(key: string): boolean };

/** A job's name in words; one that has none yet is shown as it is. */
export function useJobName(): (job: string) => string {
  const t = useTranslations("clock.jobs") as unknown as LooseWords;
  return useCallback((job) => (t.has(job) ? t(job) : job), [t]);
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
