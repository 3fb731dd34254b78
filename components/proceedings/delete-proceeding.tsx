"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import type { Proceeding } from "./proceeding";
import { useProceedingsChanged } from "./use-proceedings-changed";

type DeleteProceedingProps = { proceeding: Proceeding; onClose: () => void };

export function DeleteProceeding({ proceeding, onClose }: DeleteProceedingProps) {
  const t = useTranslations("proceedings");
  const errorText = useErrorText();
  const changed = useProceedingsChanged();
  const remove = trpc.proceedings.delete.useMutation();
  const [error, setError] = useState<string>();
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("delete.title")}
      description={t("delete.text")}
      confirmLabel={t("delete.confirm")}
      danger
      error={error}
      onConfirm={async () => {
        try {
          await remove.mutateAsync({ proceedingId: proceeding.id });
          toast.success(t("deleted"));
          void changed();
          onClose();
        } catch (caught) {
          setError(errorText(caught));
        }
      }}
    >
      <p>
        <span className="text-ink-2">{t(`kind.${proceeding.kind}`)}</span>{" "}
        <span className="code-figures font-[550]">{proceeding.courtFileMark}</span>
      </p>
    </ConfirmDialog>
  );
}
