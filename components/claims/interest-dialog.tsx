"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { CAPITAL_MONTHS, DAY_COUNTS, INTEREST_KINDS, INTEREST_REGIMES } from "@/db/values/claims";
import { startInterestInput } from "@/server/domain/claims/inputs";
import { addDays, formatDay } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Banner } from "../ui/banner";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { InterestPreview } from "./interest-preview";
import type { Claim } from "./rows";
import { useClaimName } from "./use-claim-name";
import { useClaimsChanged } from "./use-claims-changed";

type InterestDialogProps = { claim: Claim; onClose: () => void };

/** Lets a claim's principal bear interest: by law, or as agreed. */
export function InterestDialog({ claim, onClose }: InterestDialogProps) {
  const t = useTranslations("claims");
  const nameOf = useClaimName();
  const form = useInterest({ claim, onClose });
  const { values } = form;
  const isAgreed = values.regime === "agreed";
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("interest.title")}
      description={nameOf(claim)}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("interest.regime")} error={form.error("regime")} required>
          <Select
            value={values.regime ?? null}
            onChange={(regime) => {
              form.set("regime", regime);
              if (regime !== "agreed") {
                form.set("kind", "lateInterest");
                form.set("ratePercent", null);
                form.set("capitalMonths", null);
              }
            }}
            options={INTEREST_REGIMES.map((value) => ({ value, label: t(`regimes.${value}`) }))}
          />
        </Field>
        {isAgreed ? <AgreedFields form={form} currency={claim.currency} /> : null}
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("interest.fromOn")} error={form.error("fromOn")} required>
            <DayInput
              name="fromOn"
              value={values.fromOn ?? null}
              onChange={(fromOn) => form.set("fromOn", fromOn)}
            />
          </Field>
          <Field label={t("interest.dayCount")} error={form.error("dayCount")} required>
            <Select
              value={values.dayCount ?? null}
              onChange={(dayCount) => form.set("dayCount", dayCount)}
              options={DAY_COUNTS.map((value) => ({ value, label: t(`dayCounts.${value}`) }))}
            />
          </Field>
        </div>
        <p className="text-ink-2 text-xs">{t("interest.baseHint")}</p>
        {isAgreed ? null : (
          <>
            <Banner tone="info">{t("interest.toConfirm")}</Banner>
            <EndingRate regime={values.regime ?? "cz-statutory"} />
          </>
        )}
        <InterestPreview values={values} currency={claim.currency} />
        <FormActions
          submitLabel={t("interest.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** 0: interest bears none itself. */
const CAPITAL_CHOICES = [0, ...CAPITAL_MONTHS] as const;

type AgreedFieldsProps = { form: ReturnType<typeof useInterest>; currency: "CZK" | "EUR" };

/** What only an agreed rate needs: of what kind it is, and how much. */
function AgreedFields({ form, currency }: AgreedFieldsProps) {
  const t = useTranslations("claims");
  const { values } = form;
  const isPenalty = values.kind === "contractualPenalty";
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t("interest.kind")} error={form.error("kind")} required>
        <Select
          value={values.kind ?? null}
          onChange={(kind) => {
            form.set("kind", kind);
            if (kind !== "interest") form.set("capitalMonths", null);
          }}
          options={INTEREST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
      </Field>
      <Field
        label={t(isPenalty ? "interest.ratePerDay" : "interest.rate")}
        error={form.error("ratePercent")}
        required
      >
        <TextInput {...form.text("ratePercent")} inputMode="decimal" />
      </Field>
      {isPenalty ? (
        <Field
          label={t("interest.credit")}
          hint={t("interest.creditHint")}
          error={form.error("creditMinor")}
        >
          <MoneyInput
            name="creditMinor"
            currency={currency}
            value={values.creditMinor ?? null}
            onChange={(creditMinor) => form.set("creditMinor", creditMinor)}
          />
        </Field>
      ) : null}
      {values.kind === "interest" ? (
        <Field
          label={t("interest.capital")}
          hint={values.capitalMonths ? t("interest.capitalHint") : undefined}
          error={form.error("capitalMonths")}
        >
          <Select
            value={String(values.capitalMonths ?? 0)}
            onChange={(months) =>
              form.set(
                "capitalMonths",
                CAPITAL_MONTHS.find((each) => String(each) === months),
              )
            }
            options={CAPITAL_CHOICES.map((months) => ({
              value: String(months),
              label: t(`capitalMonths.${months}`),
            }))}
          />
        </Field>
      ) : null}
      {isPenalty ? null : (
        <Checkbox
          className="col-span-2"
          label={t("interest.isCredit")}
          checked={values.isConsumerCredit === true}
          onChange={(isCredit) => form.set("isConsumerCredit", isCredit)}
        />
      )}
    </div>
  );
}

/** Sixty days before nobody knows the rate any more, somebody has to be told. */
function EndingRate({ regime }: { regime: (typeof INTEREST_REGIMES)[number] }) {
  const t = useTranslations("claims");
  const locale = useLocale();
  const { data: rates = [] } = trpc.claims.rates.useQuery();
  const code = regime === "cz-statutory" ? "cnb-repo" : "ecb-mro";
  const rate = rates.find((each) => each.code === code && each.isEnding);
  if (!rate) return null;
  return (
    <Banner tone="warning">
      {t("interest.rateEnds", {
        series: t(`explain.series.${code}`),
        day: formatDay(rate.knownUntil, locale),
      })}
    </Banner>
  );
}

function useInterest({ claim, onClose }: InterestDialogProps) {
  const t = useTranslations("claims.interest");
  const changed = useClaimsChanged();
  const start = trpc.claims.startInterest.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema: startInterestInput,
    initial: {
      claimId: claim.id,
      kind: "lateInterest" as const,
      regime: claim.currency === "EUR" ? ("sk-civil" as const) : ("cz-statutory" as const),
      ratePercent: null,
      dayCount: "act365" as const,
      fromOn: addDays(claim.dueOn, 1),
      description: "",
      reason: "",
      creditMinor: null,
      capitalMonths: null,
      isConsumerCredit: false,
      idempotencyKey,
    },
    fieldOfCode: {
      "claims.day_too_early": "fromOn",
      "claims.day_too_late": "fromOn",
      "claims.rate_unknown": "regime",
      "claims.rate_missing": "ratePercent",
      "claims.rate_range": "ratePercent",
      "claims.penalty_rate_too_high": "ratePercent",
      "claims.penalty_credit_missing": "creditMinor",
      "claims.penalty_cap_reached": "creditMinor",
      "claims.amount_range": "creditMinor",
    },
    onSubmit: (input) => start.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
