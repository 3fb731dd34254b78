"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { dismissMessageInput } from "@/server/domain/messages/inputs";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { CasePicker, type PickedCase } from "../tasks/case-picker";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useMessagesChanged } from "./use-messages-changed";

type OneProps = { messageId: number; onClose: () => void };

/** Says to which case a message belongs that came without one. */
export function FileDialog({ messageId, onClose }: OneProps) {
  const t = useTranslations("messages.inbound");
  const errorText = useErrorText();
  const changed = useMessagesChanged();
  const file = trpc.channels.file.useMutation();
  const [picked, setPicked] = useState<PickedCase | null>(null);
  const [isTried, setTried] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (picked === null || file.isPending) return;
    file.mutate(
      { messageId, caseId: picked.id },
      {
        onSuccess: () => {
          toast.success(t("filed"));
          void changed();
          onClose();
        },
      },
    );
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("fileTitle")}>
      <form onSubmit={submit} noValidate className="grid gap-3">
        <Field
          label={t("case")}
          required
          error={isTried && picked === null ? t("caseMissing") : undefined}
        >
          <CasePicker value={picked} onChange={setPicked} label={t("case")} />
        </Field>
        <FormActions
          submitLabel={t("file")}
          isSubmitting={file.isPending}
          error={file.error ? errorText(file.error) : undefined}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** Puts a message aside that belongs to no case. */
export function DismissDialog({ messageId, onClose }: OneProps) {
  const t = useTranslations("messages");
  const changed = useMessagesChanged();
  const dismiss = trpc.channels.dismiss.useMutation();
  const form = useZodForm({
    schema: dismissMessageInput,
    initial: { messageId, reason: "" },
    onSubmit: (input) => dismiss.mutateAsync(input),
    onDone: () => {
      toast.success(t("inbound.dismissed"));
      void changed();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("inbound.dismissTitle")}
      description={t("inbound.dismissText")}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("decide.reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          submitLabel={t("inbound.dismiss")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
