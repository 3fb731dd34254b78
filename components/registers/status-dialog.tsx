"use client";

import { useTranslations } from "next-intl";
import type { InsolvencyRegister } from "@/db/values/registers";
import { saveDebtorStatusInput } from "@/server/domain/registers/inputs";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Status } from "./status-table";
import { useRegistersChanged } from "./use-check";

type StatusDialogProps = {
  /** A line to change, or the register that a new code is of. */
  given: Status | InsolvencyRegister;
  onClose: () => void;
};

export function StatusDialog({ given, onClose }: StatusDialogProps) {
  const t = useTranslations("registers.statuses");
  const names = useTranslations("registers.names");
  const changed = useRegistersChanged();
  const save = trpc.registers.saveStatus.useMutation();
  const isNew = typeof given === "string";
  const { register, code, name, isActive } = isNew
    ? { register: given, code: "", name: "", isActive: true }
    : given;
  const form = useZodForm({
    schema: saveDebtorStatusInput,
    initial: { register, code, name, isActive },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("saved"));
      onClose();
      void changed();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(isNew ? "add" : "edit")}
      description={names(register)}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("code")} hint={t("codeHint")} error={form.error("code")} required>
          <TextInput {...form.text("code")} readOnly={!isNew} spellCheck={false} />
        </Field>
        <Field label={t("name")} error={form.error("name")} required>
          <TextInput {...form.text("name")} />
        </Field>
        <Checkbox
          checked={form.values.isActive ?? false}
          onChange={(isOn) => form.set("isActive", isOn)}
          label={t("active")}
          hint={t("activeHint")}
        />
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
