"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { ConfirmDialog } from "../ui/confirm-dialog";

interface Props {
  title: string;
  onReject: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the reason that the client is told. */
export function RejectDialog({ title, onReject, onClose }: Props) {
  const t = useTranslations("clients.changes");
  const errorText = useErrorText();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      confirmLabel={t("reject")}
      danger
      isBlocked={reason.trim() === ""}
      error={error}
      onConfirm={() =>
        onReject(reason).then(onClose, (cause: unknown) => setError(errorText(cause)))
      }
    >
      <Field label={t("reason")} required>
        <Textarea value={reason} rows={3} onChange={setReason} />
      </Field>
    </ConfirmDialog>
  );
}
