"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { logDaysInput } from "@/server/domain/configuration/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { useZodForm } from "../form/use-zod-form";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";

type Days = RouterOutput["configuration"]["get"]["logDays"];

/** How long both logs are kept, with the way to change it. */
export function LogDays() {
  const t = useTranslations("triggers.kept");
  const { data } = trpc.configuration.get.useQuery();
  const [isOpen, setOpen] = useState(false);
  if (!data) return null;
  const { logDays } = data;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-2">
      {t("said", { ...logDays })}
      <Button kind="quiet" size="sm" onClick={() => setOpen(true)}>
        {t("change")}
      </Button>
      {isOpen ? <DaysDialog days={logDays} onClose={() => setOpen(false)} /> : null}
    </p>
  );
}

function DaysDialog({ days, onClose }: { days: Days; onClose: () => void }) {
  const t = useTranslations("triggers.kept");
  const utils = trpc.useUtils();
  const save = trpc.configuration.saveLogDays.useMutation();
  const form = useZodForm({
    schema: logDaysInput,
    initial: { ...days },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("saved"));
      void utils.configuration.get.invalidate();
      onClose();
    },
  });
  const { bodyDays, rowDays } = form.values;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")} size="sm">
      <form {...form.props} className="grid gap-3">
        <Field label={t("bodyDays")} hint={t("bodyHint")} error={form.error("bodyDays")} required>
          <NumberInput value={bodyDays ?? null} onChange={(value) => form.set("bodyDays", value)} />
        </Field>
        <Field label={t("rowDays")} error={form.error("rowDays")} required>
          <NumberInput value={rowDays ?? null} onChange={(value) => form.set("rowDays", value)} />
        </Field>
        <FormActions
          submitLabel={t("save")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
