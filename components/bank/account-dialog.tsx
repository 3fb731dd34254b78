"use client";

import { useTranslations } from "next-intl";
import { CURRENCIES } from "@/db/values/claims";
import { saveAccountInput } from "@/server/domain/bank/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useBankChanged } from "./use-bank-changed";

/** One of the tenant's own accounts: its statements are taken, all others are refused. */
export function AccountDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("bank.account");
  const changed = useBankChanged();
  const save = trpc.bank.saveAccount.useMutation();
  const form = useZodForm({
    schema: saveAccountInput,
    initial: { number: "", currency: "CZK" as const, name: "" },
    fieldOfCode: { "bank.account_number": "number", "bank.account_taken": "number" },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("new")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("number")} hint={t("numberHint")} error={form.error("number")} required>
          <TextInput {...form.text("number")} />
        </Field>
        <div className="grid grid-cols-[7rem_1fr] gap-3">
          <Field label={t("currency")} error={form.error("currency")} required>
            <Select
              value={form.values.currency ?? null}
              onChange={(currency) => form.set("currency", currency)}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
            />
          </Field>
          <Field label={t("name")} error={form.error("name")}>
            <TextInput {...form.text("name")} />
          </Field>
        </div>
        <FormActions
          submitLabel={t("submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
