"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { Money } from "../format/money";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { CasePicker } from "./case-picker";
import type { MovementRow } from "./movement-columns";
import { useMovementText } from "./reason-dialog";
import { leftOf, readyParts, type SplitPart } from "./split-parts";
import { useUndo } from "./undo";

type SplitDialogProps = {
  movement: MovementRow;
  onClose: () => void;
};

const emptyPart = (key: number): SplitPart => {
  return { key, caseId: null, claimId: null, amountMinor: null };
};

/** One movement over several claims, to the minor unit: what is left to split stands below. */
export function SplitDialog({ movement, onClose }: SplitDialogProps) {
  const t = useTranslations("bank.split");
  const described = useMovementText()(movement);
  const form = useSplit(movement, onClose);
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={described}
    >
      <form
        className="grid gap-3"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          form.submit();
        }}
      >
        {form.parts.map((part, at) => (
          <PartRow
            key={part.key}
            part={part}
            at={at + 1}
            movement={movement}
            leftMinor={form.leftMinor}
            onChange={(change) => form.change(part.key, change)}
            onRemove={form.parts.length > 2 ? () => form.remove(part.key) : undefined}
          />
        ))}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Button kind="quiet" icon={Plus} onClick={form.add}>
            {t("add")}
          </Button>
          <Left leftMinor={form.leftMinor} currency={movement.currency} />
        </div>
        <FormActions
          submitLabel={t("submit")}
          isSubmitting={form.isSubmitting}
          error={form.error}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function Left({ leftMinor, currency }: { leftMinor: number; currency: "CZK" | "EUR" }) {
  const t = useTranslations("bank.split");
  if (leftMinor === 0) {
    return (
      <span role="status" className="font-[550] text-positive">
        {t("exact")}
      </span>
    );
  }
  return (
    <span role="status" className={leftMinor < 0 ? "text-danger" : "text-ink-2"}>
      {t(leftMinor < 0 ? "over" : "left")}{" "}
      <Money amountMinor={Math.abs(leftMinor)} currency={currency} />
    </span>
  );
}

function useSplit(movement: MovementRow, onClose: () => void) {
  const t = useTranslations("bank.split");
  const errorText = useErrorText();
  const codeText = useCodeText();
  const { decided } = useUndo();
  const [fault, setFault] = useState<string | null>(null);
  const keys = useRef(2);
  const [parts, setParts] = useState<SplitPart[]>([emptyPart(1), emptyPart(2)]);
  const split = trpc.bank.split.useMutation({
    onSuccess: ({ decisionId }) => {
      decided(decisionId, t("done"));
      onClose();
    },
  });
  const wholeMinor = movement.parts.reduce(
    (rest, { amountMinor }) => rest - amountMinor,
    movement.amountMinor,
  );
  const leftMinor = leftOf(wholeMinor, parts);
  const ready = readyParts(parts);
  return {
    parts,
    leftMinor,
    isSubmitting: split.isPending,
    error: fault ?? (split.error ? errorText(split.error) : undefined),
    submit: () => {
      if (split.isPending) return;
      const sumMinor = wholeMinor - leftMinor;
      const said =
        leftMinor !== 0
          ? codeText("bank.split_sum", { sumMinor, remainderMinor: wholeMinor })
          : ready.length < 2
            ? codeText("bank.split_parts", {})
            : null;
      setFault(said);
      if (said) return;
      split.mutate({ movementId: movement.id, parts: ready });
    },
    add: () => {
      keys.current += 1;
      setParts((before) => [...before, emptyPart(keys.current)]);
    },
    remove: (key: number) => setParts((before) => before.filter((part) => part.key !== key)),
    change: (key: number, change: Partial<SplitPart>) =>
      setParts((before) =>
        before.map((part) => (part.key === key ? { ...part, ...change } : part)),
      ),
  };
}

type PartRowProps = {
  part: SplitPart;
  at: number;
  movement: MovementRow;
  leftMinor: number;
  onChange: (change: Partial<SplitPart>) => void;
  onRemove?: () => void;
};

const ANY = "any";

function PartRow({ part, at, movement, leftMinor, onChange, onRemove }: PartRowProps) {
  const t = useTranslations("bank.split");
  const rest = (part.amountMinor ?? 0) + leftMinor;
  return (
    <fieldset
      aria-label={t("part", { at })}
      className="grid grid-cols-[1.4fr_1.2fr_9rem_auto] items-end gap-2 max-md:grid-cols-[1fr_auto]"
    >
      <Field label={t("case")} required className="max-md:col-span-2">
        <CasePicker
          label={t("case")}
          initial={movement.counterName ?? movement.variableSymbol ?? ""}
          value={part.caseId}
          onChange={(caseId) => onChange({ caseId, claimId: null })}
        />
      </Field>
      <ClaimField part={part} currency={movement.currency} onChange={onChange} />
      <Field
        label={t("amount")}
        required
        aside={
          rest > 0 && part.amountMinor !== rest ? (
            <button
              type="button"
              className="text-accent text-xs hover:underline"
              onClick={() => onChange({ amountMinor: rest })}
            >
              {t("rest")}
            </button>
          ) : undefined
        }
      >
        <MoneyInput
          currency={movement.currency}
          value={part.amountMinor}
          onChange={(amountMinor) => onChange({ amountMinor })}
        />
      </Field>
      <IconButton
        icon={Trash2}
        label={t("remove", { at })}
        disabled={!onRemove}
        onClick={onRemove}
      />
    </fieldset>
  );
}

function ClaimField(props: {
  part: SplitPart;
  currency: "CZK" | "EUR";
  onChange: (change: Partial<SplitPart>) => void;
}) {
  const { part, currency, onChange } = props;
  const t = useTranslations("bank.split");
  const claims = trpc.claims.ofCase.useQuery(
    { caseId: part.caseId ?? 0 },
    { enabled: part.caseId !== null },
  );
  const open = (claims.data?.claims ?? []).filter((claim) => claim.currency === currency);
  return (
    <Field label={t("claim")} className="max-md:col-span-2">
      <Select
        value={part.claimId === null ? ANY : String(part.claimId)}
        disabled={part.caseId === null}
        onChange={(value) => onChange({ claimId: value === ANY ? null : Number(value) })}
        options={[
          { value: ANY, label: t("anyClaim") },
          ...open.map(({ id, variableSymbol, title }) => {
            return { value: String(id), label: variableSymbol ?? (title || String(id)) };
          }),
        ]}
      />
    </Field>
  );
}
