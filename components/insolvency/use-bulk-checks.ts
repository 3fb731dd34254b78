"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import { isOpen } from "./bulk";

const POLL_MS = 1_500;
/** While nothing runs: colleagues and the clock begin runs too. */
const IDLE_POLL_MS = 20_000;
const PAGE_SIZE = 30;

/** Checks of many, the newest first, polled while one of them is at work. */
export function useBulkChecks() {
  return trpc.registers.bulks.useInfiniteQuery(
    { limit: PAGE_SIZE },
    {
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: ({ state }) =>
        state.data?.pages.some(({ items }) => items.some(isOpen)) ? POLL_MS : IDLE_POLL_MS,
    },
  );
}

/** Stops one before its next chunk. */
export function useCancelBulk(): { cancel: (runId: number) => void; isBusy: boolean } {
  const t = useTranslations("insolvency.bulk");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const cancel = trpc.registers.cancelBulk.useMutation({
    onSuccess: () => void toast.success(t("cancelled")),
    onError: (error) => void toast.error(errorText(error)),
    onSettled: () => void utils.registers.bulks.invalidate(),
  });
  return { cancel: (runId) => cancel.mutate({ runId }), isBusy: cancel.isPending };
}
