"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { toast } from "../ui/toast";
import { MergeChoice, othersOf } from "./merge-choice";
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
      <MergeChoice
        others={data && othersOf(data.items, item)}
        error={error ? errorText(error) : null}
        onRetry={() => void refetch()}
        refusal={merge.error ? errorText(merge.error) : null}
        otherId={otherId}
        onChoose={setOtherId}
      />
    </Dialog>
  );
}
