"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { CasePicker, type PickedCase } from "../tasks/case-picker";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import type { Unfiled } from "./unfiled-page";

type DialogProps = { message: Unfiled; onClose: () => void };

function useDone(onClose: () => void, text: string) {
  const utils = trpc.useUtils();
  return () => {
    toast.success(text);
    void utils.channels.invalidate();
    onClose();
  };
}

/** Where a message belongs. */
export function FileDialog({ message, onClose }: DialogProps) {
  const t = useTranslations("channels.unfiled");
  const errorText = useErrorText();
  const [picked, setPicked] = useState<PickedCase | null>(null);
  const file = trpc.channels.file.useMutation();
  const done = useDone(onClose, t("filed"));
  const send = async () => {
    if (!picked) return;
    await file.mutateAsync({ messageId: message.id, caseId: picked.id });
    done();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("file")}
      description={message.subject || message.fromAddress}
      confirmLabel={t("file")}
      onConfirm={() => send().catch(() => undefined)}
      error={file.error ? errorText(file.error) : undefined}
    >
      <Field label={t("case")} required>
        <CasePicker label={t("case")} value={picked} onChange={setPicked} />
      </Field>
    </ConfirmDialog>
  );
}

/** It belongs to no case, and why. */
export function DismissDialog({ message, onClose }: DialogProps) {
  const t = useTranslations("channels.unfiled");
  const errorText = useErrorText();
  const [reason, setReason] = useState("");
  const dismiss = trpc.channels.dismiss.useMutation();
  const done = useDone(onClose, t("dismissed"));
  const send = async () => {
    if (reason.trim() === "") return;
    await dismiss.mutateAsync({ messageId: message.id, reason });
    done();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("dismiss")}
      description={t("dismissHint")}
      confirmLabel={t("dismiss")}
      onConfirm={() => send().catch(() => undefined)}
      error={dismiss.error ? errorText(dismiss.error) : undefined}
    >
      <Field label={t("reason")} required>
        <TextInput value={reason} onChange={setReason} />
      </Field>
    </ConfirmDialog>
  );
}
