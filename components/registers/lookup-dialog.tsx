"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { MANUAL_REGISTERS } from "@/db/values/registers";
import { type NoteLookupInput, noteLookupInput } from "@/server/domain/registers/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { FileDrop } from "../ui/file-drop";
import { IconButton } from "../ui/icon-button";
import { Segmented } from "../ui/segmented";
import { toast } from "../ui/toast";
import { EVIDENCE_ACCEPT, EVIDENCE_BYTES_MAX, type Evidence, evidenceOf } from "./lookup-evidence";

export type LookupDialogProps = {
  party: { id: number; fullName: string };
  register?: NoteLookupInput["register"];
  caseId?: number | null;
  onClose: () => void;
  onSaved?: (screeningId: number) => void;
};

const CURRENCY = { cee: "CZK", cre: "EUR" } as const;

/** What a person found in a register without a machine, what it cost, and the page they saved. */
export function LookupDialog(props: LookupDialogProps) {
  const { party, register = "cee", caseId = null, onClose, onSaved } = props;
  const t = useTranslations("registers.noteLookup");
  const shell = useTranslations("shell.actions");
  const formId = useId();
  const utils = trpc.useUtils();
  const note = trpc.registers.noteLookup.useMutation();
  const form = useZodForm({
    schema: noteLookupInput,
    initial: {
      ...{ partyId: party.id, register, caseId, purpose: "", outcome: "clear", priceMinor: 0 },
      ...{ currency: CURRENCY[register], records: [], evidence: null },
    },
    onSubmit: async (value) => {
      const { screeningId, isOverBudget } = await note.mutateAsync(value);
      toast.success(t(isOverBudget ? "overBudget" : "saved"));
      void utils.registers.invalidate();
      onSaved?.(screeningId);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("title")}
      description={party.fullName}
      footer={
        <>
          <DialogClose>
            <Button>{shell("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} kind="primary" loading={form.isSubmitting}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form {...form.props} id={formId} className="grid gap-3">
        <LookupFields form={form} />
        {form.values.outcome === "found" ? <RecordFields form={form} /> : null}
        <EvidenceField form={form} />
        {form.formError ? <Banner tone="danger" title={form.formError} role="alert" /> : null}
      </form>
    </Dialog>
  );
}

type LookupForm = ReturnType<typeof useZodForm<typeof noteLookupInput, void>>;

function LookupFields({ form }: { form: LookupForm }) {
  const t = useTranslations("registers.noteLookup");
  const { register, outcome, priceMinor, currency } = form.values;

  function choose(next: NoteLookupInput["register"]): void {
    form.set("register", next);
    form.set("currency", CURRENCY[next]);
  }

  function decide(next: NoteLookupInput["outcome"]): void {
    form.set("outcome", next);
    form.set("records", next === "found" ? [{ mark: "", office: "", note: "" }] : []);
  }

  return (
    <>
      <div className="grid grid-cols-[1fr_9rem] gap-3 max-sm:grid-cols-1">
        <Field label={t("register")} error={form.error("register")}>
          <Select
            value={register ?? "cee"}
            onChange={choose}
            options={MANUAL_REGISTERS.map((value) => ({ value, label: t(`registers.${value}`) }))}
          />
        </Field>
        <Field label={t("price")} error={form.error("priceMinor")}>
          <MoneyInput
            currency={currency ?? "CZK"}
            value={priceMinor ?? null}
            onChange={(value) => form.set("priceMinor", value ?? 0)}
          />
        </Field>
      </div>
      <Field label={t("purpose")} error={form.error("purpose")} required>
        <TextInput {...form.text("purpose")} maxLength={300} />
      </Field>
      <Segmented
        label={t("outcome")}
        value={outcome ?? "clear"}
        onChange={decide}
        options={(["clear", "found"] as const).map((value) => ({
          ...{ value, label: t(`outcomes.${value}`) },
        }))}
      />
    </>
  );
}

function RecordFields({ form }: { form: LookupForm }) {
  const t = useTranslations("registers.noteLookup");
  const records = form.values.records ?? [];
  const change = (at: number, part: Partial<(typeof records)[number]>) =>
    form.set(
      "records",
      records.map((each, i) => (i === at ? { ...each, ...part } : each)),
    );
  const text = (at: number, field: "mark" | "office" | "note") => ({
    value: records[at]?.[field] ?? "",
    onChange: (value: string) => change(at, { [field]: value }),
    autoComplete: "off",
  });
  return (
    <div className="grid gap-3">
      {records.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity until they are saved.
        <fieldset key={i} className="grid gap-2">
          <legend className="caption flex w-full items-center">
            {t("record", { number: i + 1 })}
            <IconButton
              icon={Trash2}
              size="sm"
              label={t("remove", { number: i + 1 })}
              disabled={records.length === 1}
              onClick={() => form.set("records", records.toSpliced(i, 1))}
              className="ml-auto"
            />
          </legend>
          <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
            <Field label={t("mark")} error={form.error(`records.${i}.mark`)} required>
              <TextInput {...text(i, "mark")} className="code-figures" />
            </Field>
            <Field label={t("office")} error={form.error(`records.${i}.office`)}>
              <TextInput {...text(i, "office")} />
            </Field>
          </div>
          <Field label={t("note")} error={form.error(`records.${i}.note`)}>
            <TextInput {...text(i, "note")} />
          </Field>
        </fieldset>
      ))}
      <div>
        <Button
          size="sm"
          icon={Plus}
          onClick={() => form.set("records", [...records, { mark: "", office: "", note: "" }])}
        >
          {t("addRecord")}
        </Button>
      </div>
    </div>
  );
}

function EvidenceField({ form }: { form: LookupForm }) {
  const t = useTranslations("registers.noteLookup");
  const shell = useTranslations("shell.actions");
  const [kept, setKept] = useState<Evidence | null>(null);

  async function take([file]: File[]): Promise<void> {
    keep(file ? await evidenceOf(file) : null);
  }

  function keep(evidence: Evidence | null): void {
    setKept(evidence);
    const { mediaType, base64 } = evidence ?? {};
    form.set("evidence", mediaType && base64 ? { mediaType, base64 } : null);
  }

  return (
    <div className="grid gap-1">
      <p className="font-[550] text-ink-2">{t("evidence")}</p>
      {kept ? (
        <p className="flex items-center gap-2">
          <span className="min-w-0 truncate">{kept.name}</span>
          <IconButton
            icon={Trash2}
            size="sm"
            label={shell("removeNamed", { name: kept.name })}
            onClick={() => keep(null)}
          />
        </p>
      ) : (
        <FileDrop
          onFiles={(files) => void take(files)}
          accept={EVIDENCE_ACCEPT}
          maxBytes={EVIDENCE_BYTES_MAX}
          hint={t("evidenceHint")}
        />
      )}
    </div>
  );
}
