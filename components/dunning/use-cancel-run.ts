"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";

/** Stops a run where it is. */
export function useCancelRun(): (runId: number) => void {
  const t = useTranslations("dunning.runs");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const cancel = trpc.dunning.cancelRun.useMutation({
    onSuccess: () => void toast.success(t("cancelled")),
    onError: (error) => void toast.error(errorText(error)),
    onSettled: () => void utils.dunning.runs.invalidate(),
  });
  return (runId) => cancel.mutate({ runId });
}
