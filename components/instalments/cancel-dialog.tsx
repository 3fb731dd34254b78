"use client";

import { useTranslations } from "next-intl";
import { cancelPromiseInput, cancelScheduleInput } from "@/server/domain/instalments/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useAgreementsChanged } from "./use-agreements-changed";

type CancelDialogProps = { kind: "schedule" | "promise"; id: number; onClose: () => void };

/** Ends a schedule or takes a promise back; both want a reason. */
export function CancelDialog({ kind, id, onClose }: CancelDialogProps) {
  return kind === "schedule" ? (
    <CancelSchedule id={id} onClose={onClose} />
  ) : (
    <CancelPromise id={id} onClose={onClose} />
  );
}

type OneProps = Omit<CancelDialogProps, "kind">;

function CancelSchedule({ id, onClose }: OneProps) {
  const t = useTranslations("instalments");
  const cancel = trpc.instalments.cancel.useMutation();
  const done = useDone(t("cancel.done"), onClose);
  const form = useZodForm({
    schema: cancelScheduleInput,
    initial: { scheduleId: id, reason: "" },
    onSubmit: (input) => cancel.mutateAsync(input),
    onDone: done,
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("cancel.title")}
      description={t("cancel.text")}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("cancel.reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          danger
          submitLabel={t("cancel.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function CancelPromise({ id, onClose }: OneProps) {
  const t = useTranslations("instalments");
  const cancel = trpc.instalments.cancelPromise.useMutation();
  const done = useDone(t("promise.cancelled"), onClose);
  const form = useZodForm({
    schema: cancelPromiseInput,
    initial: { promiseId: id, reason: "" },
    onSubmit: (input) => cancel.mutateAsync(input),
    onDone: done,
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("promise.cancelTitle")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("cancel.reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          danger
          submitLabel={t("promise.cancelSubmit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useDone(text: string, onClose: () => void): () => void {
  const changed = useAgreementsChanged();
  return () => {
    toast.success(text);
    void changed();
    onClose();
  };
}
