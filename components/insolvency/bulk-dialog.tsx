"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";

/**
 * Starts a check of everybody who answers for open cases. The list of changes goes to the address of
 * the settings unless another is typed, and nowhere where the settings have it switched off.
 */
export function BulkDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("insolvency.bulk.dialog");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const settings = trpc.registers.settings.useQuery();
  const start = trpc.registers.startBulk.useMutation();
  // Sent twice, the form starts one check.
  const key = useRef(crypto.randomUUID());
  const [typed, setTyped] = useState<string | null>(null);
  const [isForced, setForced] = useState(false);
  const notifies = settings.data?.notifiesBulk ?? false;
  const email = typed ?? settings.data?.bulkEmail ?? "";
  async function confirm() {
    try {
      await start.mutateAsync({
        ...{ scope: "open_cases", isForced, idempotencyKey: key.current },
        email: notifies ? email.trim() : "",
      });
    } catch {
      return;
    }
    void utils.registers.bulks.invalidate();
    toast.success(t("started"));
    onClose();
  }
  return (
    <ConfirmDialog
      open
      size="md"
      onOpenChange={(isShown) => !isShown && onClose()}
      title={t("title")}
      description={t("text")}
      confirmLabel={t("confirm")}
      isBlocked={!settings.data}
      error={start.error ? errorText(start.error) : undefined}
      onConfirm={confirm}
    >
      <div className="grid gap-3">
        <Field label={t("email")} hint={t(notifies ? "emailHint" : "emailOff")}>
          <TextInput type="email" value={email} onChange={setTyped} disabled={!notifies} />
        </Field>
        <Checkbox
          checked={isForced}
          onChange={setForced}
          label={t("forced")}
          hint={t("forcedHint")}
        />
      </div>
    </ConfirmDialog>
  );
}
