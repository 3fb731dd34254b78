"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { reverseChargeInput } from "@/server/domain/claims/inputs";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { RadioGroup } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { BalanceChange } from "./balance-change";
import type { Charge, Claim, Component } from "./rows";
import { useClaimsChanged } from "./use-claims-changed";

export type ChargeOfClaim = { claim: Claim; component: Component; charge: Charge };
type ReverseChargeProps = { target: ChargeOfClaim; onClose: () => void };

/** Takes a charge back: it should never have been, or it is waived from a day on. */
export function ReverseChargeDialog({ target, onClose }: ReverseChargeProps) {
  const t = useTranslations("claims");
  const form = useReverseCharge({ target, onClose });
  const today = useToday();
  const [isWaived, setWaived] = useState(false);
  const { charge } = target;
  const choose = (from: "start" | "day") => {
    setWaived(from === "day");
    form.set("valueOn", from === "day" ? today : undefined);
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("reverseCharge.title")}
      description={<Described target={target} />}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("reverseCharge.from")}>
          <RadioGroup
            value={isWaived ? "day" : "start"}
            onChange={choose}
            options={[
              {
                value: "start",
                label: t("reverseCharge.fromStart"),
                hint: t("reverseCharge.fromStartHint"),
              },
              {
                value: "day",
                label: t("reverseCharge.fromDay"),
                hint: t("reverseCharge.fromDayHint"),
              },
            ]}
          />
        </Field>
        {isWaived ? (
          <Field
            label={t("reverseCharge.valueOn")}
            error={form.error("valueOn")}
            required
            className="max-w-44"
          >
            <DayInput
              name="valueOn"
              value={form.values.valueOn ?? null}
              onChange={(valueOn) => form.set("valueOn", valueOn)}
              isAllowed={(each) => each >= charge.valueOn}
            />
          </Field>
        ) : null}
        <Preview target={target} />
        <Field label={t("reverseCharge.reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          danger
          submitLabel={t("reverseCharge.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** What stays charged, and whether money is set free by it. */
function Preview({ target: { charge, claim, component } }: { target: ChargeOfClaim }) {
  const t = useTranslations("claims.reverseCharge");
  const afterMinor = component.chargedMinor - charge.amountMinor;
  return (
    <>
      <BalanceChange
        currency={claim.currency}
        beforeMinor={component.chargedMinor}
        afterMinor={afterMinor}
        label={t("charged")}
      />
      {component.paidMinor > afterMinor ? (
        <p className="text-warning text-xs">{t("frees")}</p>
      ) : null}
    </>
  );
}

/** "poplatek 200,00 Kč ze dne 1. 9. 2026" */
function Described({ target: { charge, claim, component } }: { target: ChargeOfClaim }) {
  const t = useTranslations("claims");
  const locale = useLocale();
  return t("reverseCharge.text", {
    kind: t(`kinds.${component.kind}`),
    amount: formatMoney(charge.amountMinor, claim.currency, locale),
    day: formatDay(charge.valueOn, locale),
  });
}

function useReverseCharge({ target, onClose }: ReverseChargeProps) {
  const t = useTranslations("claims.reverseCharge");
  const changed = useClaimsChanged();
  const reverse = trpc.claims.reverseCharge.useMutation();
  return useZodForm({
    schema: reverseChargeInput,
    initial: { entryId: target.charge.id, valueOn: undefined, reason: "" },
    fieldOfCode: {
      "claims.reversal_too_early": "valueOn",
      "claims.day_too_late": "valueOn",
      "claims.reason_missing": "reason",
    },
    onSubmit: (input) => reverse.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
