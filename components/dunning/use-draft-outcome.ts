"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { codedError, useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";

/**
 * What follows a change of a draft: it is asked for anew. Where somebody else changed it meanwhile, the
 * person sees it as it is now and is told so.
 */
export function useDraftOutcome(planId: number) {
  const t = useTranslations("dunning.editor");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const refresh = async () => {
    await Promise.all([
      utils.dunning.plan.invalidate({ planId }),
      utils.dunning.plans.invalidate(),
      utils.dunning.simulate.invalidate(),
    ]);
  };
  const failed = (error: unknown): string => {
    if (codedError(error)?.code !== "dunning.changed_meanwhile") return errorText(error);
    void refresh();
    return t("changed");
  };
  return {
    saved: (text: string) => {
      toast.success(text);
      return refresh();
    },
    /** The text to show; a stale draft is loaded again. */
    failed,
  };
}
