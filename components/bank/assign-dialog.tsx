"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { assignMovementInput } from "@/server/domain/bank/inputs";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { MovementRow } from "./movement-columns";
import { useMovementText } from "./reason-dialog";
import { useBankChanged } from "./use-bank-changed";

type AssignDialogProps = { movement: MovementRow; onClose: () => void };

/** A person says whose a movement is; what comes of it shows at once on the case. */
export function AssignDialog({ movement, onClose }: AssignDialogProps) {
  const t = useTranslations("bank");
  const described = useMovementText()(movement);
  const changed = useBankChanged();
  const assign = trpc.bank.assign.useMutation();
  const form = useZodForm({
    schema: assignMovementInput,
    initial: { movementId: movement.id, caseId: null, claimId: null },
    fieldOfCode: { "bank.case_not_found": "caseId" },
    onSubmit: (input) => assign.mutateAsync(input),
    onDone: () => {
      toast.success(t("assign.done"));
      void changed();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("assign.title")}
      description={described}
    >
      <form {...form.props} className="grid gap-3">
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
          {(
            [
              [
                "counter",
                [movement.counterName, movement.counterAccount].filter(Boolean).join(" · "),
              ],
              ["message", movement.message],
              ["reason", t(`reasons.${movement.reason}`)],
            ] as const
          ).map(([key, value]) =>
            value ? (
              <div key={key} className="contents">
                <dt className="text-ink-2">{t(`columns.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <Field label={t("assign.case")} error={form.error("caseId")} required>
          <CasePicker
            label={t("assign.case")}
            initial={movement.variableSymbol ?? movement.counterName ?? ""}
            value={form.values.caseId ?? null}
            onChange={(caseId) => form.set("caseId", caseId)}
          />
        </Field>
        <p className="text-ink-2 text-xs">{t("assign.hint")}</p>
        <FormActions
          submitLabel={t("assign.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

type CasePickerProps = {
  label: string;
  /** Looked for before anything is typed: the symbol, the payer's name. */
  initial: string;
  value: number | null;
  onChange: (caseId: number | null) => void;
};

function CasePicker({ label, initial, value, onChange }: CasePickerProps) {
  const t = useTranslations("bank.assign");
  const errorText = useErrorText();
  const [typed, setTyped] = useState("");
  const text = typed.trim() || initial;
  const search = trpc.cases.quickSearch.useQuery(
    { text, limit: 20 },
    { enabled: text !== "", placeholderData: (before) => before },
  );
  return (
    <Combobox
      label={label}
      placeholder={t("casePlaceholder")}
      value={value === null ? null : String(value)}
      options={(search.data ?? []).map(({ id, refNo, debtorName }) => {
        return { value: String(id), label: `${refNo} ${debtorName}` };
      })}
      onQuery={setTyped}
      isLoading={search.isFetching}
      error={search.error ? errorText(search.error) : undefined}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
    />
  );
}
