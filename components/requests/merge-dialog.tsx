"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { ErrorState } from "../ui/empty-state";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { useRequestsChanged } from "./use-requests-changed";

type Item = RouterOutput["requests"]["thread"]["item"];

/** Other open requests of the same client; the chosen one goes into this. */
export function MergeDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const t = useTranslations();
  const errorText = useErrorText();
  const changed = useRequestsChanged();
  const [otherId, setOtherId] = useState<number | null>(null);
  const { data, error, refetch } = trpc.requests.list.useQuery({
    filter: { view: "all", text: item.clientName },
    limit: 100,
  });
  const others = (data?.items ?? []).filter(
    ({ caseId, clientId }) => clientId === item.clientId && caseId !== item.caseId,
  );
  const merge = trpc.requests.merge.useMutation({
    onSuccess: () => {
      toast.success(t("requests.merge.done"));
      changed(item.caseId);
      onClose();
    },
  });
  const submit = () => otherId !== null && merge.mutate({ caseId: item.caseId, otherId });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("requests.merge.title")}
      description={t("requests.merge.hint", { refNo: item.refNo })}
      footer={
        <>
          <DialogClose>
            <Button>{t("shell.actions.cancel")}</Button>
          </DialogClose>
          <Button
            kind="primary"
            disabled={otherId === null}
            loading={merge.isPending}
            onClick={submit}
          >
            {t("requests.merge.submit")}
          </Button>
        </>
      }
    >
      {merge.error ? (
        <Banner tone="danger" role="alert">
          {errorText(merge.error)}
        </Banner>
      ) : null}
      {error && !data ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : !data ? (
        <div role="status" aria-label={t("requests.merge.loading")}>
          <SkeletonLines lines={3} />
        </div>
      ) : others.length === 0 ? (
        <p className="text-ink-2">{t("requests.merge.none")}</p>
      ) : (
        <OtherRequests {...{ others, otherId }} onChoose={setOtherId} />
      )}
    </Dialog>
  );
}

type OthersProps = {
  others: readonly Item[];
  otherId: number | null;
  onChoose: (caseId: number) => void;
};

function OtherRequests({ others, otherId, onChoose }: OthersProps) {
  const t = useTranslations("requests.merge");
  return (
    <fieldset className="grid gap-1">
      <legend className="sr-only">{t("which")}</legend>
      {others.map((other) => (
        <label
          key={other.caseId}
          className="flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
        >
          <input
            type="radio"
            name="other"
            checked={otherId === other.caseId}
            onChange={() => onChoose(other.caseId)}
          />
          <span className="min-w-0 flex-1 truncate">{other.subject}</span>
          <span className="figures text-ink-2 text-xs">{other.refNo}</span>
        </label>
      ))}
    </fieldset>
  );
}
