"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { HOLD_KINDS, type HoldKind } from "@/db/values/messages";
import { endHoldInput, holdInput } from "@/server/domain/messages/inputs";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import type { CaseDetail } from "../cases/case-detail";
import { useClaimName } from "../claims/use-claim-name";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { HoldEffect } from "./hold-effect";
import { useMessagesChanged } from "./use-messages-changed";

type HoldDialogProps = {
  onClose: () => void;
  /** Of a case: itself, its claims and its people are offered. */
  detail?: CaseDetail;
  party?: { partyId: number; name: string };
};

/** Says that nobody writes about a claim, on the case or to a person. */
export function HoldDialog({ detail, party, onClose }: HoldDialogProps) {
  const t = useTranslations("messages");
  const form = useHoldForm({ detail, party, onClose });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("holds.addTitle")}
      description={t("holds.hardHint")}
    >
      <form {...form.props} className="grid gap-3">
        {detail ? (
          <SubjectField detail={detail} onChange={(subject) => form.setSubject(subject)} />
        ) : null}
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("holds.kind")} error={form.error("kind")} required>
            <Select
              value={form.values.kind ?? null}
              onChange={(kind: HoldKind) => form.set("kind", kind)}
              options={BY_HAND.map((value) => ({ value, label: t(`holdKinds.${value}`) }))}
            />
          </Field>
          <Field label={t("holds.until")} hint={t("holds.untilHint")} error={form.error("untilOn")}>
            <DayInput
              name="untilOn"
              value={form.values.untilOn ?? null}
              onChange={(untilOn) => form.set("untilOn", untilOn)}
            />
          </Field>
        </div>
        <Field label={t("holds.reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <HoldEffect values={form.values} />
        <FormActions
          submitLabel={t("holds.add")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** A restriction follows from what a person asked by law, and is decided there. */
const BY_HAND = HOLD_KINDS.filter((kind) => kind !== "restricted");

interface Subject {
  caseId?: number;
  claimId?: number;
  partyId?: number;
}

type SubjectFieldProps = { detail: CaseDetail; onChange: (subject: Subject) => void };

function SubjectField({ detail, onChange }: SubjectFieldProps) {
  const t = useTranslations("messages.holds");
  const [of, setOf] = useState("case");
  return (
    <Field label={t("choose")} required>
      <Select
        value={of}
        onChange={(next) => {
          setOf(next);
          const [what, id] = next.split(":");
          if (what === "party") onChange({ partyId: Number(id) });
          else onChange(what === "claim" ? { claimId: Number(id) } : { caseId: detail.id });
        }}
        options={useSubjects(detail)}
      />
    </Field>
  );
}

function useHoldForm({ detail, party, onClose }: HoldDialogProps) {
  const t = useTranslations("messages.holds");
  const hold = trpc.messages.hold.useMutation();
  const done = useDone(onClose);
  const form = useZodForm({
    schema: holdInput,
    initial: {
      ...{ caseId: detail?.id, claimId: undefined, partyId: party?.partyId },
      ...{ kind: "pause" as HoldKind, reason: "", untilOn: null },
    },
    fieldOfCode: { "messages.hold_past": "untilOn" },
    onSubmit: (input) => hold.mutateAsync(input),
    onDone: ({ waiting: count }) => done(count > 0 ? t("savedStops", { count }) : t("saved")),
  });
  const setSubject = ({ caseId, claimId, partyId }: Subject) => {
    form.set("caseId", caseId);
    form.set("claimId", claimId);
    form.set("partyId", partyId);
  };
  return { ...form, setSubject };
}

/** The case, its claims and its people. */
function useSubjects(detail: CaseDetail) {
  const t = useTranslations("messages.holds");
  const may = useMay();
  const claimName = useClaimName();
  const { data } = trpc.claims.ofCase.useQuery(
    { caseId: detail.id, onDay: null },
    { enabled: may("claims:read") },
  );
  const people = new Map(detail.parties.map(({ partyId, fullName }) => [partyId, fullName]));
  return [
    { value: "case", label: t("ofCase") },
    ...(data?.claims ?? []).map((claim) => {
      return { value: `claim:${claim.id}`, label: t("ofClaim", { name: claimName(claim) }) };
    }),
    ...[...people].map(([partyId, name]) => {
      return { value: `party:${partyId}`, label: t("ofParty", { name }) };
    }),
  ];
}

/** Ends a hold before its day. */
export function EndHoldDialog({ holdId, onClose }: { holdId: number; onClose: () => void }) {
  const t = useTranslations("messages.holds");
  const end = trpc.messages.endHold.useMutation();
  const done = useDone(onClose);
  const form = useZodForm({
    schema: endHoldInput,
    initial: { holdId, reason: "" },
    onSubmit: (input) => end.mutateAsync(input),
    onDone: () => done(t("ended")),
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("endTitle")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          submitLabel={t("end")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useDone(onClose: () => void): (text: string) => void {
  const changed = useMessagesChanged();
  return (text) => {
    toast.success(text);
    void changed();
    onClose();
  };
}
