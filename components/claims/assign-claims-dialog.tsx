"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { assignClaimsInput } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useClaimsChanged } from "./use-claims-changed";

type AssignProps = { caseId: number; onClose: () => void };

/** The case's claims go to another creditor as of a day. */
export function AssignClaimsDialog({ caseId, onClose }: AssignProps) {
  const t = useTranslations("claims.assign");
  const [party, setParty] = useState<PickedParty | null>(null);
  const form = useAssign({ caseId, onClose });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2 text-xs">{t("hint")}</p>
        <Field label={t("to")} error={form.error("toPartyId")} required>
          <PartyPicker
            label={t("to")}
            value={party}
            onChange={(picked) => {
              setParty(picked);
              form.set("toPartyId", picked?.id ?? null);
            }}
          />
        </Field>
        <Field
          label={t("assignedOn")}
          error={form.error("assignedOn")}
          required
          className="max-w-44"
        >
          <DayInput
            name="assignedOn"
            value={form.values.assignedOn ?? null}
            onChange={(assignedOn) => form.set("assignedOn", assignedOn)}
          />
        </Field>
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
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

function useAssign({ caseId, onClose }: AssignProps) {
  const t = useTranslations("claims.assign");
  const changed = useClaimsChanged();
  const today = useToday();
  const assign = trpc.claims.assign.useMutation();
  return useZodForm({
    schema: assignClaimsInput,
    initial: { caseId, toPartyId: null, assignedOn: today, reason: "" },
    fieldOfCode: {
      "claims.same_creditor": "toPartyId",
      "claims.day_too_early": "assignedOn",
      "claims.day_too_late": "assignedOn",
      "claims.reason_missing": "reason",
    },
    onSubmit: (input) => assign.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
