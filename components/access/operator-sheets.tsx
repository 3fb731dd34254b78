"use client";

import { useTranslations } from "next-intl";
import { CreateOperatorInput, UpdateOperatorInput } from "@/server/domain/access/inputs";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { DefinitionList } from "../ui/definition-list";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { useAccount } from "./account";
import { OperatorFields } from "./operator-fields";
import type { OperatorRow } from "./operators-page";

type CreateProps = {
  onClose: () => void;
  onTold: (told: { name: string; password: string }) => void;
};

/** A new operator; the temporary password is told when the sheet has closed. */
export function CreateOperatorSheet({ onClose, onTold }: CreateProps) {
  const t = useTranslations("access");
  const { language } = useAccount();
  const utils = trpc.useUtils();
  const create = trpc.access.operators.create.useMutation();
  const form = useZodForm({
    schema: CreateOperatorInput,
    initial: {
      email: "",
      name: "",
      role: "operator",
      language,
      seesAllGroups: false,
      accessGroupIds: [],
    },
    onSubmit: async (value) => ({ ...(await create.mutateAsync(value)), name: value.name }),
    onDone: ({ name, temporaryPassword }) => {
      onClose();
      onTold({ name, password: temporaryPassword });
      void utils.access.operators.list.invalidate();
    },
  });
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("operators.new")}
    >
      <form {...form.props} className="grid gap-4">
        <Field label={t("fields.email")} error={form.error("email")} required>
          <TextInput {...form.text("email")} type="email" autoComplete="off" />
        </Field>
        <OperatorFields
          name={form.text("name")}
          role={form.field("role")}
          language={form.field("language")}
          seesAllGroups={form.field("seesAllGroups")}
          accessGroupIds={form.field("accessGroupIds")}
          error={form.error}
        />
        <FormActions
          isSubmitting={form.isSubmitting}
          error={form.formError}
          submitLabel={t("operators.create")}
          onCancel={onClose}
        />
      </form>
    </Sheet>
  );
}

export function EditOperatorSheet({ row, onClose }: { row: OperatorRow; onClose: () => void }) {
  const t = useTranslations("access");
  const utils = trpc.useUtils();
  const update = trpc.access.operators.update.useMutation();
  const form = useZodForm({
    schema: UpdateOperatorInput,
    initial: {
      operatorId: row.id,
      name: row.name,
      role: row.role,
      language: row.language,
      seesAllGroups: row.seesAllGroups,
      accessGroupIds: row.accessGroupIds,
      isPresent: row.isPresent,
      isActive: undefined,
    },
    onSubmit: (value) => update.mutateAsync(value),
    onDone: () => {
      toast.success(t("operators.saved"));
      onClose();
      void utils.access.operators.list.invalidate();
      void utils.access.groups.list.invalidate();
    },
  });
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("operators.edit")}
    >
      <form {...form.props} className="grid gap-4">
        <DefinitionList items={[{ label: t("fields.email"), value: row.email }]} />
        <OperatorFields
          name={form.text("name")}
          role={form.field("role")}
          language={form.field("language")}
          seesAllGroups={form.field("seesAllGroups")}
          accessGroupIds={form.field("accessGroupIds")}
          error={form.error}
        />
        <Checkbox
          checked={form.values.isPresent ?? false}
          onChange={(isPresent) => form.set("isPresent", isPresent)}
          label={t("fields.isPresent")}
          hint={t("account.presenceHint")}
        />
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Sheet>
  );
}
