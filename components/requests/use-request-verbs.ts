import { useTranslations } from "next-intl";
import { type RequestKind, SETTABLE_REQUEST_KINDS } from "@/db/values/portal";
import type { RequestPriority } from "@/db/values/requests";
import { useAccount } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import { useRequestsChanged } from "./use-requests-changed";

type Item = RouterOutput["requests"]["thread"]["item"];

/** What is done with one request by a press; a refusal says why. */
export function useRequestVerbs({ caseId, ownerId, state }: Item) {
  const t = useTranslations("requests");
  const errorText = useErrorText();
  const changed = useRequestsChanged();
  const me = useAccount().operatorId;
  const options = {
    onSuccess: () => changed(caseId),
    onError: (error: unknown) => void toast.error(errorText(error)),
  };
  const assign = trpc.requests.assign.useMutation(options);
  const priority = trpc.requests.setPriority.useMutation(options);
  const kind = trpc.requests.setKind.useMutation(options);
  const closing = trpc.requests.step.useMutation({ onSuccess: () => changed(caseId) });
  const step = trpc.requests.step.useMutation(options);
  return {
    me,
    isMine: ownerId === me,
    /** A colleague's is handed over with a reason; what is nobody's or new is taken at once. */
    mayTake: ownerId === null || state === "new",
    isBusy: assign.isPending || priority.isPending || kind.isPending || step.isPending,
    take: () =>
      assign.mutate(
        { caseIds: [caseId], ownerId: me },
        { onSuccess: () => void toast.success(t("assign.taken")) },
      ),
    setPriority: (value: RequestPriority) =>
      priority.mutate({ caseIds: [caseId], priority: value }),
    setKind: (value: RequestKind) => {
      const settable = SETTABLE_REQUEST_KINDS.find((each) => each === value);
      if (settable) kind.mutate({ caseId, kind: settable });
    },
    step: (transition: "resolve" | "reopen") => step.mutate({ caseId, transition }),
    /** Asked about in a dialog, which says by itself what went wrong. */
    close: () => closing.mutateAsync({ caseId, transition: "close" }),
  };
}

export type RequestVerbs = ReturnType<typeof useRequestVerbs>;
