"use client";

import { useTranslations } from "next-intl";
import { saveSourceInput } from "@/server/domain/feeds/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";

/** An accounting system that keeps a feed of payments. */
export function SourceDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("feeds.sources");
  const utils = trpc.useUtils();
  const save = trpc.feeds.saveSource.useMutation();
  const form = useZodForm({
    schema: saveSourceInput,
    initial: { name: "", baseUrl: "", token: "" },
    fieldOfCode: {
      "feeds.source_name": "name",
      "feeds.source_taken": "name",
      "feeds.web_address": "baseUrl",
      "feeds.web_private": "baseUrl",
    },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("added"));
      void utils.feeds.invalidate();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("new")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("name")} hint={t("nameHint")} error={form.error("name")} required>
          <TextInput {...form.text("name")} autoComplete="off" />
        </Field>
        <Field label={t("baseUrl")} hint={t("baseUrlHint")} error={form.error("baseUrl")} required>
          <TextInput {...form.text("baseUrl")} inputMode="url" autoComplete="off" />
        </Field>
        <Field label={t("token")} error={form.error("token")}>
          <TextInput {...form.text("token")} autoComplete="off" />
        </Field>
        <FormActions
          submitLabel={t("new")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
