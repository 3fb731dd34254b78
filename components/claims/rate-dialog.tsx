"use client";

import { useTranslations } from "next-intl";
import { saveRateInput } from "@/server/domain/claims/inputs";
import { addDays } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { RateSeries } from "./rate-list-page";

type RateDialogProps = { series: RateSeries; onClose: () => void };

/** The next rate of a central bank, a correction of one entered here, or how far the last one holds. */
export function RateDialog({ series, onClose }: RateDialogProps) {
  const t = useTranslations("claims");
  const form = useRate({ series, onClose });
  const { values } = form;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("rates.add")}
      description={t(`explain.series.${series.code}`)}
    >
      <form {...form.props} className="grid gap-3">
        <div className="grid grid-cols-3 gap-3 max-md:grid-cols-1">
          <Field label={t("rates.fromOn")} error={form.error("fromOn")} required>
            <DayInput
              value={values.fromOn ?? null}
              onChange={(day) => form.set("fromOn", day ?? "")}
            />
          </Field>
          <Field label={t("rates.rate")} error={form.error("ratePercent")} required>
            <TextInput
              inputMode="decimal"
              value={values.ratePercent ?? ""}
              onChange={(ratePercent) => form.set("ratePercent", ratePercent)}
            />
          </Field>
          <Field label={t("rates.knownUntil")} error={form.error("knownUntil")} required>
            <DayInput
              value={values.knownUntil ?? null}
              onChange={(day) => form.set("knownUntil", day ?? "")}
            />
          </Field>
        </div>
        <Field
          label={t("rates.source")}
          hint={t("rates.sourceHint")}
          error={form.error("source")}
          required
        >
          <TextInput {...form.text("source")} />
        </Field>
        <p className="text-ink-2 text-xs">{t("rates.hint")}</p>
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** The half-year that a day lies in ends here. */
function halfYearEnd(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(5, 7) < "07" ? "06-30" : "12-31"}`;
}

function useRate({ series, onClose }: RateDialogProps) {
  const t = useTranslations("claims.rates");
  const utils = trpc.useUtils();
  const save = trpc.claims.saveRate.useMutation();
  const next = addDays(series.knownUntil, 1);
  return useZodForm({
    schema: saveRateInput,
    initial: {
      series: series.code,
      fromOn: next,
      ratePercent: series.ratePercent as string | null,
      knownUntil: halfYearEnd(next),
      source: "",
    },
    fieldOfCode: {
      "claims.rate_range": "ratePercent",
      "claims.rate_delivered": "fromOn",
      "claims.rate_gap": "fromOn",
      "claims.rate_days": "knownUntil",
    },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void utils.claims.invalidate();
      onClose();
    },
  });
}
