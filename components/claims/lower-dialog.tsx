"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lowerClaimInput } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { Checkbox } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput } from "../form/number-input";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Money } from "../format/money";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { BalanceChange } from "./balance-change";
import type { Claim } from "./rows";
import { useClaimName } from "./use-claim-name";
import { useClaimsChanged } from "./use-claims-changed";

export type Lowering = "waiver" | "writeOff";
type LowerDialogProps = { caseId: number; claim: Claim; kind: Lowering; onClose: () => void };

/** Waives accessories of a claim or writes parts of it off, as of a day, and shows what is left. */
export function LowerDialog({ caseId, claim, kind, onClose }: LowerDialogProps) {
  const t = useTranslations("claims.lower");
  const nameOf = useClaimName();
  const form = useLowering({ claim, kind, onClose });
  const asOf = useClaimOn({ caseId, claim, onDay: form.values.valueOn });
  const open = openOf(asOf, kind);
  const items = form.values.items ?? [];
  const loweredMinor = open.reduce((sum, { id, balanceMinor }) => {
    const item = items.find(({ componentId }) => componentId === id);
    return item ? sum + (item.amountMinor ?? balanceMinor) : sum;
  }, 0);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`${kind}.title`)}
      description={nameOf(claim)}
    >
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2 text-xs">{t(`${kind}.hint`)}</p>
        <Field label={t("valueOn")} error={form.error("valueOn")} required className="max-w-44">
          <DayInput
            name="valueOn"
            value={form.values.valueOn ?? null}
            onChange={(valueOn) => form.set("valueOn", valueOn)}
          />
        </Field>
        <Field label={t("parts")} error={form.error("items")} required>
          <Parts {...{ open, items, claim }} onChange={(next) => form.set("items", next)} />
          {open.length === 0 ? <p className="text-ink-2">{t("nothing")}</p> : null}
        </Field>
        <BalanceChange
          currency={claim.currency}
          beforeMinor={asOf.balanceMinor}
          afterMinor={asOf.balanceMinor - loweredMinor}
        />
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          danger
          submitLabel={t(`${kind}.submit`)}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

type Item = { componentId: number; amountMinor: number | null };
type PartsProps = {
  open: Claim["components"];
  items: readonly Item[];
  claim: Claim;
  onChange: (items: Item[]) => void;
};

/** What is open, each with how much of it is lowered; all of it unless a person says less. */
function Parts({ open, items, claim, onChange }: PartsProps) {
  const t = useTranslations("claims.lower");
  const kinds = useTranslations("claims.kinds");
  const itemOf = (componentId: number) => items.find((each) => each.componentId === componentId);
  const choose = (componentId: number, amountMinor: number | null, isChosen = true) => {
    const rest = items.filter((each) => each.componentId !== componentId);
    onChange(isChosen ? [...rest, { componentId, amountMinor }] : rest);
  };
  return (
    <ul className="grid gap-1">
      {open.map((component) => (
        <li key={component.id} className="grid grid-cols-[1fr_9rem] items-center gap-3">
          <Checkbox
            label={kinds(component.kind)}
            hint={
              <Money
                amountMinor={component.balanceMinor}
                currency={claim.currency}
                emphasis="none"
              />
            }
            checked={itemOf(component.id) !== undefined}
            onChange={(isChosen) => choose(component.id, null, isChosen)}
          />
          {itemOf(component.id) ? (
            <MoneyInput
              aria-label={t("amountOf", { kind: kinds(component.kind) })}
              currency={claim.currency}
              value={itemOf(component.id)?.amountMinor ?? component.balanceMinor}
              onChange={(amountMinor) => choose(component.id, amountMinor)}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The claim as it stands on the chosen day; until that is known, as it stands today. */
function useClaimOn({
  caseId,
  claim,
  onDay,
}: {
  caseId: number;
  claim: Claim;
  onDay: string | null | undefined;
}): Claim {
  const { data } = trpc.claims.ofCase.useQuery({ caseId, onDay: onDay ?? null });
  return data?.claims.find(({ id }) => id === claim.id) ?? claim;
}

function openOf({ components }: Claim, kind: Lowering) {
  return components.filter((component) => {
    return component.balanceMinor > 0 && (kind === "writeOff" || component.kind !== "principal");
  });
}

function useLowering({ claim, kind, onClose }: Omit<LowerDialogProps, "caseId">) {
  const t = useTranslations("claims.lower");
  const changed = useClaimsChanged();
  const today = useToday();
  const lower = trpc.claims.lower.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema: lowerClaimInput,
    initial: {
      ...{ claimId: claim.id, kind, valueOn: today, reason: "", idempotencyKey },
      items: openOf(claim, kind).map(({ id }) => ({ componentId: id, amountMinor: null })),
    },
    fieldOfCode: {
      "claims.lowering_ahead": "valueOn",
      "claims.day_too_early": "valueOn",
      "claims.lowering_too_much": "items",
      "claims.nothing_open": "items",
      "claims.nothing_chosen": "items",
      "claims.reason_missing": "reason",
    },
    onSubmit: (input) => lower.mutateAsync(input),
    onDone: () => {
      toast.success(t(`${kind}.done`));
      void changed();
      onClose();
    },
  });
}
