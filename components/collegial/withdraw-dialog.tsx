"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import { useAsked } from "./action-line";
import type { CollegialAction } from "./case-collegial";
import { useCollegialChanged } from "./use-collegial-changed";

type Props = { action: CollegialAction; onClose: () => void };

/** Takes back what was asked; the row stays, with who and why. */
export function WithdrawDialog({ action, onClose }: Props) {
  const t = useTranslations("collegial");
  const errorText = useErrorText();
  const asked = useAsked();
  const changed = useCollegialChanged();
  const withdraw = trpc.collegial.withdraw.useMutation();
  const [reason, setReason] = useState("");
  async function confirm(): Promise<void> {
    const isDone = await withdraw
      .mutateAsync({ actionId: action.id, reason })
      .then(() => true)
      .catch(() => false);
    await changed();
    if (!isDone) return;
    toast.success(t("withdrawDone"));
    onClose();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("withdrawNamed", { name: asked(action) })}
      description={t("withdrawHint")}
      confirmLabel={t("withdraw")}
      danger
      onConfirm={confirm}
      error={withdraw.error ? errorText(withdraw.error) : null}
    >
      <Field label={t("reason")}>
        <TextInput value={reason} onChange={setReason} maxLength={2_000} autoComplete="off" />
      </Field>
    </ConfirmDialog>
  );
}
