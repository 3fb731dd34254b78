"use client";

import { useLocale, useTranslations } from "next-intl";
import { z } from "zod";
import { DISPUTE_REASONS, type DisputeReason } from "@/db/values/portal";
import { REQUEST_CHANNELS, type RequestChannel } from "@/db/values/requests";
import { recordDisputeInput, recordRightInput } from "@/server/domain/requests/inputs";
import { dayOf } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { type RouterOutput, trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/empty-state";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { useRequestsChanged } from "./use-requests-changed";

type Item = RouterOutput["requests"]["thread"]["item"];
type Props = { item: Item; onClose: () => void };

const KINDS = ["dispute", "erasure", "restriction"] as const;
type Kind = (typeof KINDS)[number];

/** All that is filled in here; what is asked of a dispute alone the verb's own input demands. */
const recordForm = recordRightInput.extend({
  kind: z.enum(KINDS),
  claimId: recordDisputeInput.shape.claimId.nullish(),
  reason: recordDisputeInput.shape.reason,
});

function useRecordForm({ item, onClose }: Props) {
  const t = useTranslations("requests.record");
  const utils = trpc.useUtils();
  const changed = useRequestsChanged();
  const dispute = trpc.requests.recordDispute.useMutation();
  const right = trpc.requests.recordRight.useMutation();
  const kind: Kind = KINDS.find((each) => each === item.kind) ?? "dispute";
  return useZodForm({
    schema: recordForm.refine((given) => given.kind !== "dispute" || given.claimId, {
      error: "requests.claim_missing",
      path: ["claimId"],
    }),
    initial: {
      ...{ caseId: item.caseId, kind, claimId: null, reason: "other" },
      ...{ receivedOn: dayOf(item.openedAt), channel: item.channel },
    },
    onSubmit: async ({ kind: wanted, claimId, reason, ...came }) => {
      if (wanted !== "dispute") await right.mutateAsync({ ...came, kind: wanted });
      else await dispute.mutateAsync({ ...came, reason, claimId: claimId ?? 0 });
    },
    onDone: () => {
      toast.success(t("done"));
      void utils.portal.invalidate();
      void utils.messages.holds.invalidate();
      changed(item.caseId);
      onClose();
    },
  });
}

type RecordForm = ReturnType<typeof useRecordForm>;

/** What came by telephone or letter begins the same process as what a client asks at the portal. */
export function RecordDialog({ item, onClose }: Props) {
  const t = useTranslations("requests");
  const form = useRecordForm({ item, onClose });
  const { kind } = form.values;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("record.title")}
      description={t("record.hint", { refNo: item.refNo })}
    >
      <form {...form.props} className="grid gap-3">
        <Field
          label={t("record.kind")}
          hint={kind ? t(`record.hints.${kind}`) : undefined}
          error={form.error("kind")}
        >
          <Select
            value={kind ?? null}
            onChange={(value: Kind) => form.set("kind", value)}
            options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
        </Field>
        {kind === "dispute" ? <DisputeFields caseId={item.caseId} form={form} /> : null}
        <CameFields form={form} />
        <FormActions
          submitLabel={t("record.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function CameFields({ form }: { form: RecordForm }) {
  const t = useTranslations("requests");
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("record.receivedOn")} error={form.error("receivedOn")} required>
        <DayInput {...form.field("receivedOn")} value={form.values.receivedOn ?? null} />
      </Field>
      <Field label={t("record.channel")} error={form.error("channel")}>
        <Select
          value={form.values.channel ?? null}
          onChange={(value: RequestChannel) => form.set("channel", value)}
          options={REQUEST_CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
        />
      </Field>
    </div>
  );
}

function DisputeFields({ caseId, form }: { caseId: number; form: RecordForm }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.requests.disputable.useQuery({ caseId });
  if (error && !data) {
    return <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>;
  }
  if (!data) return <SkeletonLines lines={2} />;
  if (data.length === 0) return <p className="text-ink-2">{t("record.noClaims")}</p>;
  const { claimId } = form.values;
  return (
    <>
      <Field label={t("record.claim")} error={form.error("claimId")} required>
        <Combobox
          label={t("record.claim")}
          placeholder={t("record.claimChoose")}
          value={claimId ? String(claimId) : null}
          onChange={(value) => form.set("claimId", value === null ? null : Number(value))}
          options={data.map((claim) => ({
            value: String(claim.claimId),
            label: [claim.refNo, claim.title].filter(Boolean).join(" · "),
            hint: claim.isDisputed
              ? t("record.disputed")
              : formatMoney(claim.balanceMinor, claim.currency, locale),
            disabled: claim.isDisputed,
          }))}
        />
      </Field>
      <Field label={t("record.reason")} error={form.error("reason")}>
        <Select
          value={form.values.reason ?? null}
          onChange={(value: DisputeReason) => form.set("reason", value)}
          options={DISPUTE_REASONS.map((value) => ({
            value,
            label: t(`dispute.reasons.${value}`),
          }))}
        />
      </Field>
    </>
  );
}
