"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { addChargeInput, HAND_CHARGE_KINDS } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Claim } from "./rows";
import { useClaimName } from "./use-claim-name";
import { useClaimsChanged } from "./use-claims-changed";

type ChargeDialogProps = { claim: Claim; onClose: () => void };

/** Charges a fee or costs to a claim. */
export function ChargeDialog({ claim, onClose }: ChargeDialogProps) {
  const t = useTranslations("claims");
  const nameOf = useClaimName();
  const form = useCharge({ claim, onClose });
  const { values } = form;
  const kinds = HAND_CHARGE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }));
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("charge.title")}
      description={nameOf(claim)}
    >
      <form {...form.props} className="grid gap-3">
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("charge.amount")} error={form.error("amountMinor")} required>
            <MoneyInput
              name="amountMinor"
              currency={claim.currency}
              value={values.amountMinor ?? null}
              onChange={(amountMinor) => form.set("amountMinor", amountMinor)}
            />
          </Field>
          <Field label={t("charge.kind")} error={form.error("kind")} required>
            <Select
              value={values.kind ?? null}
              onChange={(kind) => form.set("kind", kind)}
              options={kinds}
            />
          </Field>
        </div>
        <Field
          label={t("charge.valueOn")}
          hint={t("charge.valueOnHint")}
          error={form.error("valueOn")}
          required
        >
          <DayInput
            name="valueOn"
            value={values.valueOn ?? null}
            onChange={(valueOn) => form.set("valueOn", valueOn)}
          />
        </Field>
        <Field label={t("charge.description")} error={form.error("description")}>
          <TextInput {...form.text("description")} />
        </Field>
        <Field label={t("charge.reason")} error={form.error("reason")}>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          submitLabel={t("charge.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useCharge({ claim, onClose }: ChargeDialogProps) {
  const t = useTranslations("claims.charge");
  const today = useToday();
  const changed = useClaimsChanged();
  const charge = trpc.claims.charge.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema: addChargeInput,
    initial: {
      claimId: claim.id,
      kind: "fee" as const,
      amountMinor: null,
      valueOn: today,
      description: "",
      reason: "",
      idempotencyKey,
    },
    fieldOfCode: {
      "claims.day_too_early": "valueOn",
      "claims.day_too_late": "valueOn",
      "claims.amount_range": "amountMinor",
    },
    onSubmit: (input) => charge.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
