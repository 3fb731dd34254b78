"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAccount } from "../access/account";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Banner } from "../ui/banner";
import { cx } from "../ui/cx";
import { toast } from "../ui/toast";
import { type FieldDraft, FieldInput } from "../workflow/field-input";
import { currencyIn, type Process } from "../workflow/processes";
import { type Refusal, useRefusal } from "../workflow/refusal";
import { OwnerField } from "./assign-dialog";

type Options = {
  process: Process;
  parentCaseId?: number;
  onOpened: (opened: { caseId: number; refNo: string }) => void;
};

/** The few fields by which a case is opened at once; the rest is filled in on its page. */
export function useQuickCase({ process, parentCaseId, onOpened }: Options) {
  const t = useTranslations("cases.draft");
  const me = useAccount().operatorId;
  const utils = trpc.useUtils();
  const open = trpc.cases.open.useMutation();
  const refusalOf = useRefusal(process);
  const [fields, setFields] = useState<Record<string, FieldDraft>>({});
  const [ownerId, setOwnerId] = useState<number | null>(process.ownerRequired ? null : me);
  const [party, setParty] = useState<PickedParty | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [idempotencyKey] = useState(() => crypto.randomUUID());

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    if (open.isPending) return;
    setRefusal(null);
    const role = process.roles.find(({ isDefault }) => isDefault)?.code;
    try {
      const opened = await open.mutateAsync({
        ...{ category: process.category, fields, ownerId, parentCaseId, idempotencyKey },
        parties: party && role ? [{ partyId: party.id, role }] : [],
      });
      void utils.cases.list.invalidate();
      void utils.cases.count.invalidate();
      void utils.cases.assignments.invalidate();
      toast.success(t("opened", { refNo: opened.refNo }));
      onOpened(opened);
    } catch (error) {
      const refused = refusalOf(error);
      const isOwners = refused.code === "cases.owner_required";
      setRefusal(isOwners ? { ...refused, field: "owner" } : refused);
    }
  }

  return {
    ...{ process, fields, ownerId, setOwnerId, party, setParty, refusal, submit },
    isOpening: open.isPending,
    setField: (key: string, value: FieldDraft) =>
      setFields((before) => ({ ...before, [key]: value })),
    errorOf: (field: string) => (refusal?.field === field ? refusal.text : undefined),
  };
}

export type QuickCase = ReturnType<typeof useQuickCase>;

/** The inputs of the quick form, in the order of the process; stands inside a <form>. */
export function QuickCaseFields({ form }: { form: QuickCase }) {
  const t = useTranslations("cases.quick");
  const { process, fields } = form;
  const client = process.roles.find(({ isDefault }) => isDefault);
  const shown = new Set(process.fields.filter((field) => field.isQuick).map(({ key }) => key));
  return (
    <div className="grid gap-3">
      {form.refusal && !shown.has(form.refusal.field) && form.refusal.field !== "owner" ? (
        <Banner tone="danger" role="alert">
          {form.refusal.text}
        </Banner>
      ) : null}
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {process.fields
          .filter((field) => field.isQuick)
          .map((field) => (
            <Field
              key={field.key}
              label={field.name}
              required={field.isAlwaysRequired}
              error={form.errorOf(field.key)}
              className={cx(field.type === "note" && "sm:col-span-2")}
            >
              <FieldInput
                field={field}
                currency={currencyIn(field, fields)}
                value={fields[field.key] ?? null}
                onChange={(value) => form.setField(field.key, value)}
              />
            </Field>
          ))}
        {client && !process.hasParent ? (
          <Field label={client.name} hint={t("counterpartyHint")}>
            <PartyPicker
              label={client.name}
              value={form.party}
              onChange={form.setParty}
              createKind="legal_entity"
              clearable
            />
          </Field>
        ) : null}
        <div>
          <OwnerField
            value={form.ownerId}
            onChange={form.setOwnerId}
            label={process.ownerRequired ? t("executor") : t("responsible")}
            error={form.errorOf("owner")}
            required={process.ownerRequired}
          />
        </div>
      </div>
    </div>
  );
}
