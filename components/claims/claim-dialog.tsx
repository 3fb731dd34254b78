"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CURRENCIES } from "@/db/values/claims";
import { createClaimInput, HAND_CHARGE_KINDS } from "@/server/domain/claims/inputs";
import type { Currency } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { GateNotice } from "../registers/gate-notice";
import { type Gate, useGate } from "../registers/use-gate";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { toast } from "../ui/toast";
import { useClaimsChanged } from "./use-claims-changed";

type ClaimDialogProps = { caseId: number; currency: Currency; onClose: () => void };

/** A new claim: principal, and where wanted fees and costs from the start. */
export function ClaimDialog(props: ClaimDialogProps) {
  const { onClose, caseId } = props;
  const t = useTranslations("claims.create");
  const gate = useGate({ caseId });
  const form = useNewClaim(props, gate);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <form {...form.props} className="grid gap-3">
        <AmountFields form={form} />
        <DayFields form={form} />
        <div className="grid grid-cols-[1fr_10rem] gap-3 max-md:grid-cols-1">
          <Field label={t("name")} hint={t("nameHint")} error={form.error("title")}>
            <TextInput {...form.text("title")} />
          </Field>
          <Field label={t("variableSymbol")} error={form.error("variableSymbol")}>
            <TextInput {...form.text("variableSymbol")} inputMode="numeric" className="figures" />
          </Field>
        </div>
        <ExtraCharges form={form} />
        <GateNotice gate={gate} cause="claim" caseId={caseId} />
        <FormActions
          disabled={gate.isShut}
          submitLabel={t("submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useNewClaim({ caseId, currency, onClose }: ClaimDialogProps, gate: Gate) {
  const t = useTranslations("claims.create");
  const today = useToday();
  const changed = useClaimsChanged();
  const create = trpc.claims.create.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema: createClaimInput,
    initial: {
      caseId,
      currency,
      principalMinor: null,
      dueOn: today,
      arisenOn: null,
      title: "",
      variableSymbol: "",
      charges: [],
      idempotencyKey,
    },
    fieldOfCode: {
      "claims.day_too_early": "dueOn",
      "claims.day_too_late": "dueOn",
      "claims.arisen_after_due": "arisenOn",
      "claims.nothing_charged": "principalMinor",
    },
    onSubmit: (input) => create.mutateAsync({ ...input, isInsolvencyConfirmed: gate.isConfirmed }),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}

type Form = ReturnType<typeof useNewClaim>;

function AmountFields({ form }: { form: Form }) {
  const t = useTranslations("claims.create");
  const { values } = form;
  return (
    <div className="grid grid-cols-[1fr_6rem] gap-3">
      <Field label={t("principal")} error={form.error("principalMinor")} required>
        <MoneyInput
          name="principalMinor"
          currency={values.currency ?? "CZK"}
          value={values.principalMinor ?? null}
          onChange={(principalMinor) => form.set("principalMinor", principalMinor)}
        />
      </Field>
      <Field label={t("currency")} error={form.error("currency")}>
        <Select
          value={values.currency ?? null}
          onChange={(next: Currency) => form.set("currency", next)}
          options={CURRENCIES.map((value) => ({ value, label: value }))}
        />
      </Field>
    </div>
  );
}

function DayFields({ form }: { form: Form }) {
  const t = useTranslations("claims.create");
  const { values } = form;
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t("dueOn")} error={form.error("dueOn")} required>
        <DayInput
          name="dueOn"
          value={values.dueOn ?? null}
          onChange={(dueOn) => form.set("dueOn", dueOn)}
        />
      </Field>
      <Field label={t("arisenOn")} hint={t("arisenOnHint")} error={form.error("arisenOn")}>
        <DayInput
          name="arisenOn"
          value={values.arisenOn ?? null}
          onChange={(arisenOn) => form.set("arisenOn", arisenOn)}
        />
      </Field>
    </div>
  );
}

function ExtraCharges({ form }: { form: Form }) {
  const t = useTranslations("claims");
  const charges = form.values.charges ?? [];
  const kinds = HAND_CHARGE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }));
  const change = (at: number, part: Partial<(typeof charges)[number]>) =>
    form.set(
      "charges",
      charges.map((charge, i) => (i === at ? { ...charge, ...part } : charge)),
    );
  return (
    <div className="grid gap-2">
      {charges.map((charge, i) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity before it is saved.
          key={i}
          className="grid grid-cols-[7rem_8rem_1fr_auto] items-start gap-2 max-md:grid-cols-[1fr_1fr_auto]"
        >
          <Select
            aria-label={t("create.kind")}
            value={charge.kind}
            onChange={(kind) => change(i, { kind })}
            options={kinds}
          />
          <Field
            label={t("create.amount")}
            hideLabel
            error={form.error(`charges.${i}.amountMinor`)}
          >
            <MoneyInput
              currency={form.values.currency ?? "CZK"}
              value={charge.amountMinor || null}
              onChange={(amountMinor) => change(i, { amountMinor: amountMinor ?? 0 })}
            />
          </Field>
          <TextInput
            aria-label={t("create.description")}
            placeholder={t("create.description")}
            value={charge.description ?? ""}
            onChange={(description) => change(i, { description })}
            className="max-md:col-span-2"
          />
          <IconButton
            icon={X}
            label={t("create.removeCharge")}
            onClick={() =>
              form.set(
                "charges",
                charges.filter((_, other) => other !== i),
              )
            }
          />
        </div>
      ))}
      <div>
        <Button
          size="sm"
          kind="quiet"
          icon={Plus}
          onClick={() => form.set("charges", [...charges, { kind: "fee", amountMinor: 0 }])}
        >
          {t("create.addCharge")}
        </Button>
      </div>
    </div>
  );
}
