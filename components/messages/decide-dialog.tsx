"use client";

import { useTranslations } from "next-intl";
import { cancelMessageInput, decideUncertainInput } from "@/server/domain/messages/inputs";
import { trpc } from "../api/crm";
import { RadioGroup } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useMessagesChanged } from "./use-messages-changed";

type OneProps = { messageId: number; onClose: () => void };

const VERDICTS = ["sent", "again", "dropped"] as const;

/** What became of a message that the carrier gave no clear word of; a person says it, with a reason. */
export function DecideDialog({ messageId, onClose }: OneProps) {
  const t = useTranslations("messages.decide");
  const decide = trpc.messages.decide.useMutation();
  const done = useDone(t("done"), onClose);
  const form = useZodForm({
    schema: decideUncertainInput,
    initial: { messageId, verdict: null, reason: "" },
    onSubmit: (input) => decide.mutateAsync(input),
    onDone: done,
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("question")} error={form.error("verdict")} required>
          <RadioGroup
            value={form.values.verdict ?? null}
            onChange={(verdict) => form.set("verdict", verdict)}
            options={VERDICTS.map((value) => {
              return { value, label: t(value), hint: t(`${value}Hint`) };
            })}
          />
        </Field>
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          submitLabel={t("action")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** Takes back a message that has not left. */
export function CancelDialog({ messageId, onClose }: OneProps) {
  const t = useTranslations("messages.decide");
  const cancel = trpc.messages.cancel.useMutation();
  const done = useDone(t("cancelled"), onClose);
  const form = useZodForm({
    schema: cancelMessageInput,
    initial: { messageId, reason: "" },
    onSubmit: (input) => cancel.mutateAsync(input),
    onDone: done,
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("cancelTitle")}
      description={t("cancelText")}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          danger
          submitLabel={t("cancel")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useDone(text: string, onClose: () => void): () => void {
  const changed = useMessagesChanged();
  return () => {
    toast.success(text);
    void changed();
    onClose();
  };
}
