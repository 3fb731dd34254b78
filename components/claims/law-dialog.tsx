"use client";

import { useTranslations } from "next-intl";
import { DEBTOR_TYPES, JURISDICTIONS, LAW_ASPECTS, LAW_STAGES } from "@/db/values/law";
import { stateLawInput } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Day } from "../format/day";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { CaseLaw } from "./law-line";
import { useClaimsChanged } from "./use-claims-changed";

type LawDialogProps = { caseId: number; law: CaseLaw; onClose: () => void };

const VALUES = { jurisdiction: JURISDICTIONS, debtor: DEBTOR_TYPES, stage: LAW_STAGES } as const;
/** The choice that takes back what was said. */
const DERIVED = "derived";

/** Says under what law the case stands, against what is derived of it. */
export function LawDialog({ caseId, law, onClose }: LawDialogProps) {
  const t = useTranslations("claims.law");
  const form = useLawForm({ caseId, onClose });
  const aspect = form.values.aspect ?? "stage";
  const options: { value: string; label: string }[] = [
    ...VALUES[aspect].map((value) => ({ value, label: t(`values.${value}`) })),
    { value: DERIVED, label: t("derived") },
  ];
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2 text-xs">{t("hint")}</p>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("aspect")} required>
            <Select
              value={aspect}
              onChange={(next) => {
                form.set("aspect", next);
                form.set("value", VALUES[next][0]);
              }}
              options={LAW_ASPECTS.map((value) => ({ value, label: t(`aspects.${value}`) }))}
            />
          </Field>
          <Field label={t("value")} error={form.error("value")} required>
            <Select
              value={form.values.value ?? DERIVED}
              onChange={(next) => form.set("value", next === DERIVED ? null : (next as "CZ"))}
              options={options}
            />
          </Field>
        </div>
        {aspect === "stage" ? (
          <Field label={t("fromOn")} error={form.error("fromOn")} required className="max-w-44">
            <DayInput
              name="fromOn"
              value={form.values.fromOn ?? null}
              onChange={(fromOn) => form.set("fromOn", fromOn)}
            />
          </Field>
        ) : null}
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        {law.statements.length > 0 ? (
          <ul className="text-ink-2 text-xs" aria-label={t("said")}>
            {law.statements.map((each) => (
              <li key={String(each.bookedAt)}>
                {t(`aspects.${each.aspect}`)}:{" "}
                {each.value ? t(`values.${each.value as "CZ"}`) : t("derived")}
                {each.fromOn ? (
                  <>
                    {" "}
                    (<Day value={each.fromOn} />)
                  </>
                ) : null}{" "}
                – {each.reason} {each.byName}
              </li>
            ))}
          </ul>
        ) : null}
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function useLawForm({ caseId, onClose }: Omit<LawDialogProps, "law">) {
  const t = useTranslations("claims.law");
  const changed = useClaimsChanged();
  const today = useToday();
  const state = trpc.claims.stateLaw.useMutation();
  return useZodForm({
    schema: stateLawInput,
    initial: {
      ...{ caseId, fromOn: today, reason: "" },
      ...{ aspect: "stage" as const, value: "afterJudgment" as const },
    },
    fieldOfCode: { "claims.reason_missing": "reason", "claims.day_too_late": "fromOn" },
    onSubmit: (input) => state.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
