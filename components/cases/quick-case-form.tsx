"use client";

import { useLocale, useTranslations } from "next-intl";
import { type Dispatch, type FormEvent, type SetStateAction, useState } from "react";
import { useAccount } from "../access/account";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Banner } from "../ui/banner";
import { cx } from "../ui/cx";
import { toast } from "../ui/toast";
import { type FieldDraft, FieldInput } from "../workflow/field-input";
import { currencyIn, type Process, type ProcessField, selectorIn } from "../workflow/processes";
import { type Refusal, useRefusal } from "../workflow/refusal";
import { OwnerField } from "./assign-dialog";
import { namesMissing, OWNER, type QuickDraft, quickGaps, quickValues } from "./quick-draft";

type Options = {
  process: Process;
  parentCaseId?: number;
  /** What was typed before, maybe for another category. */
  draft: QuickDraft;
  onDraft: Dispatch<SetStateAction<QuickDraft>>;
  onOpened: (opened: { caseId: number; refNo: string }) => void;
};

/** The few fields by which a case is opened at once; the rest is filled in on its page. */
export function useQuickCase({ process, parentCaseId, draft, onDraft, onOpened }: Options) {
  const t = useTranslations("cases.draft");
  const me = useAccount().operatorId;
  const utils = trpc.useUtils();
  const open = trpc.cases.open.useMutation();
  const refusalOf = useRefusal(process);
  const fields = quickValues(process, draft);
  const { party, ownerId = process.ownerRequired ? null : me } = draft;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const checks = useChecks(process, { values: fields, ownerId, hasParty: party !== null });

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    if (open.isPending) return;
    setRefusal(null);
    if (!checks.pass(event.currentTarget)) return;
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
      setRefusal(isOwners ? { ...refused, field: OWNER } : refused);
    }
  }

  return {
    ...{ process, fields, ownerId, party, refusal, submit },
    isOpening: open.isPending,
    isRequired: checks.isRequired,
    setOwnerId: (next: number | null) => onDraft((before) => ({ ...before, ownerId: next })),
    setParty: (next: PickedParty | null) => onDraft((before) => ({ ...before, party: next })),
    setField: ({ key, type }: ProcessField, value: FieldDraft) =>
      onDraft((before) => ({
        ...before,
        fields: { ...before.fields, [key]: { type, value } },
      })),
    errorOf: (field: string) => (refusal?.field === field ? refusal.text : checks.errorOf(field)),
  };
}

type Filled = Parameters<typeof quickGaps>[1] & Parameters<typeof namesMissing>[1];

/** What has to be filled in by the rules of the first state; said at the fields before anything is sent. */
function useChecks(process: Process, filled: Filled) {
  const t = useTranslations();
  const locale = useLocale();
  const [isTried, setTried] = useState(false);
  const rules = trpc.cases.draftRules.useQuery(
    { category: process.category, fields: selectorIn(process, filled.values) },
    { placeholderData: (before) => before },
  );
  const always = new Set(
    process.fields.filter((field) => field.isAlwaysRequired).map(({ key }) => key),
  );
  const isRequired = (key: string) => rules.data?.[key]?.isRequired ?? always.has(key);
  const gaps = quickGaps(process, filled, isRequired);
  const names = namesMissing(process, filled);
  const nameless = names.find((key) => !gaps.includes(key));
  function pass(form: HTMLFormElement): boolean {
    setTried(true);
    if (gaps.length === 0 && nameless === undefined) return true;
    requestAnimationFrame(() => {
      form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    });
    return false;
  }
  function errorOf(key: string): string | undefined {
    if (!isTried) return undefined;
    if (gaps.includes(key)) return t("shell.form.requiredError");
    if (key !== nameless) return undefined;
    const list = new Intl.ListFormat(locale, { type: "disjunction" });
    return t("cases.quick.nameless", {
      fields: list.format(names.map((each) => nameOf(process, each))),
    });
  }
  return { isRequired, pass, errorOf };
}

const nameOf = ({ fields }: Process, wanted: string) =>
  fields.find(({ key }) => key === wanted)?.name ?? wanted;

export type QuickCase = ReturnType<typeof useQuickCase>;

/** The inputs of the quick form, in the order of the process; stands inside a <form>. */
export function QuickCaseFields({ form }: { form: QuickCase }) {
  const t = useTranslations("cases.quick");
  const { process, fields } = form;
  const client = process.roles.find(({ isDefault }) => isDefault);
  const shown = new Set(process.fields.filter((field) => field.isQuick).map(({ key }) => key));
  return (
    <div className="grid gap-3">
      {form.refusal && !shown.has(form.refusal.field) && form.refusal.field !== OWNER ? (
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
              required={form.isRequired(field.key)}
              error={form.errorOf(field.key)}
              className={cx(field.type === "note" && "sm:col-span-2")}
            >
              <FieldInput
                field={field}
                currency={currencyIn(field, fields)}
                value={fields[field.key] ?? null}
                onChange={(value) => form.setField(field, value)}
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
            label={process.ownerRequired ? t("executor") : undefined}
            error={form.errorOf(OWNER)}
            required={process.ownerRequired}
          />
        </div>
      </div>
    </div>
  );
}
