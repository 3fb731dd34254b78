"use client";

import { useTranslations } from "next-intl";
import { connectAccountInput } from "@/server/domain/feeds/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";

/** The bank's token for one account; what was entered before is not shown again. */
export function ConnectionDialog(props: {
  accountId: number;
  accountNumber: string;
  onClose: () => void;
}) {
  const { accountId, accountNumber, onClose } = props;
  const t = useTranslations("feeds.connections");
  const utils = trpc.useUtils();
  const connect = trpc.feeds.connect.useMutation();
  const form = useZodForm({
    schema: connectAccountInput,
    initial: { accountId, token: "" },
    fieldOfCode: { "feeds.token_taken": "token" },
    onSubmit: (input) => connect.mutateAsync(input),
    onDone: () => {
      toast.success(t("connected"));
      void utils.feeds.invalidate();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("connect")}: ${accountNumber}`}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("token")} hint={t("tokenHint")} error={form.error("token")} required>
          <TextInput {...form.text("token")} autoComplete="off" spellCheck={false} />
        </Field>
        <FormActions
          submitLabel={t("connect")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
