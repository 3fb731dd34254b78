"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PROCEEDING_KINDS, PROCEEDING_STATES } from "@/db/values/cases";
import { saveProceedingInput } from "@/server/domain/proceedings/inputs";
import { trpc } from "../api/crm";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { Textarea, TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { PartyPicker } from "../parties/party-picker";
import { CasePicker, type PickedCase } from "../tasks/case-picker";
import { Segmented } from "../ui/segmented";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { dayFields, type Proceeding } from "./proceeding";
import { useProceedingsChanged } from "./use-proceedings-changed";

export type ProceedingSheetProps = {
  /** Given, it is changed. */
  proceeding?: Proceeding;
  /** The case it belongs to from the start; left out, the case can be chosen or not. */
  caseId?: number;
  onClose: () => void;
};

/** Makes or changes a proceeding before a court, a bailiff or an insolvency court. */
export function ProceedingSheet(props: ProceedingSheetProps) {
  const { proceeding, caseId, onClose } = props;
  const t = useTranslations("proceedings");
  const form = useProceeding(props);
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(proceeding ? "edit" : "new")}
    >
      <form {...form.props} className="grid gap-4">
        {caseId === undefined ? <CaseField form={form} proceeding={proceeding} /> : null}
        <What form={form} proceeding={proceeding} />
        <Days form={form} />
        <Field label={t("fields.note")} error={form.error("note")}>
          <Textarea {...form.text("note")} rows={3} />
        </Field>
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Sheet>
  );
}

type Form = ReturnType<typeof useProceeding>;
type PartProps = { form: Form; proceeding?: Proceeding };

function CaseField({ form, proceeding }: PartProps) {
  const t = useTranslations("proceedings.fields");
  const [picked, setPicked] = useState<PickedCase | null>(
    proceeding?.caseId
      ? {
          id: proceeding.caseId,
          refNo: proceeding.refNo ?? "",
          debtorName: proceeding.debtorName ?? "",
        }
      : null,
  );
  return (
    <Field label={t("case")} error={form.error("caseId")}>
      <CasePicker
        label={t("case")}
        value={picked}
        clearable
        onChange={(next) => {
          setPicked(next);
          form.set("caseId", next?.id ?? null);
        }}
      />
    </Field>
  );
}

function What({ form, proceeding }: PartProps) {
  const t = useTranslations("proceedings");
  const { values } = form;
  const kind = values.kind ?? "court";
  const [authority, setAuthority] = useState(
    proceeding?.authorityPartyId
      ? { id: proceeding.authorityPartyId, fullName: proceeding.authorityName ?? "" }
      : null,
  );
  return (
    <>
      <div className="justify-self-start">
        <Segmented
          label={t("fields.kind")}
          value={kind}
          onChange={(next) => form.set("kind", next)}
          options={PROCEEDING_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
        <Field
          label={t("fields.courtFileMark")}
          hint={t("fields.markHint")}
          error={form.error("courtFileMark")}
        >
          <TextInput {...form.text("courtFileMark")} data-autofocus className="code-figures" />
        </Field>
        <Field label={t("fields.state")} error={form.error("state")} required>
          <Select
            value={values.state ?? "prepared"}
            onChange={(state) => form.set("state", state)}
            options={PROCEEDING_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        </Field>
      </div>
      <Field label={t(`authority.${kind}`)} error={form.error("authorityPartyId")}>
        <PartyPicker
          label={t(`authority.${kind}`)}
          value={authority}
          clearable
          createKind="legal_entity"
          onChange={(party) => {
            setAuthority(party);
            form.set("authorityPartyId", party?.id ?? null);
          }}
        />
      </Field>
    </>
  );
}

function Days({ form }: PartProps) {
  const t = useTranslations("proceedings.fields");
  return (
    <div className="grid grid-cols-2 gap-4">
      {dayFields.map((key) => (
        <Field key={key} label={t(key)} error={form.error(key)}>
          <DayInput
            name={key}
            value={form.values[key] ?? null}
            onChange={(day) => form.set(key, day)}
          />
        </Field>
      ))}
    </div>
  );
}

function startOf({ proceeding, caseId }: ProceedingSheetProps) {
  if (!proceeding) {
    return {
      caseId: caseId ?? null,
      kind: "court" as Proceeding["kind"],
      state: "prepared" as Proceeding["state"],
      courtFileMark: "",
      note: "",
    };
  }
  const { id, version, kind, state, courtFileMark, authorityPartyId, note } = proceeding;
  const { openedOn, decidedOn, finalOn, closedOn } = proceeding;
  return {
    proceedingId: id,
    version,
    caseId: proceeding.caseId,
    kind,
    state,
    courtFileMark: courtFileMark ?? "",
    authorityPartyId,
    openedOn,
    decidedOn,
    finalOn,
    closedOn,
    note: note ?? "",
  };
}

function useProceeding(props: ProceedingSheetProps) {
  const t = useTranslations("proceedings");
  const changed = useProceedingsChanged();
  const save = trpc.proceedings.save.useMutation();
  const [initial] = useState(() => startOf(props));
  return useZodForm({
    schema: saveProceedingInput,
    initial,
    fieldOfCode: {
      "parties.not_found": "authorityPartyId",
      "cases.not_found": "caseId",
    },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("saved"));
      void changed();
      props.onClose();
    },
  });
}
