"use client";

import { Scale } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DISPUTE_VERDICTS, type DisputeVerdict } from "@/db/values/portal";
import { decideDisputeInput } from "@/server/domain/requests/inputs";
import { dayOf, formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { Textarea } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Badge } from "../ui/badge";
import { Button, TextLink } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Section } from "../ui/section";
import { AnswerFiles, type GivenFile } from "./answer-files";

type Dispute = RouterOutput["portal"]["disputes"][number];

/** Disputes of a case's claims, or the one that a request is about; nothing where there are none. */
export function DisputePanel({ caseId }: { caseId: number }) {
  const t = useTranslations("requests.dispute");
  const { data } = trpc.portal.disputes.useQuery({ caseId });
  const [decided, setDecided] = useState<Dispute | null>(null);
  if (!data || data.length === 0) return null;
  return (
    <Section title={t("title")} count={data.length} className="mb-6">
      <ul className="grid gap-3">
        {data.map((dispute) => (
          <DisputeLine
            key={dispute.id}
            dispute={dispute}
            isHere={dispute.caseId === caseId}
            onDecide={() => setDecided(dispute)}
          />
        ))}
      </ul>
      {decided ? (
        <DecideDialog dispute={decided} caseId={caseId} onClose={() => setDecided(null)} />
      ) : null}
    </Section>
  );
}

interface LineProps {
  dispute: Dispute;
  /** On the claim's own case; else on the request. */
  isHere: boolean;
  onDecide: () => void;
}

function DisputeLine({ dispute, isHere, onDecide }: LineProps) {
  const t = useTranslations("requests.dispute");
  const locale = useLocale();
  const may = useMay();
  const { outcome, claimTitle, decidedAt, decidedName } = dispute;
  const link = isHere
    ? { id: dispute.requestId, label: t("request"), refNo: dispute.requestRefNo }
    : { id: dispute.caseId, label: t("case"), refNo: dispute.caseRefNo };
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={outcome === null ? "warning" : "neutral"}>
            {outcome === null ? t("open") : t(`outcomes.${outcome}`)}
          </Badge>
          <span className="font-[550]">{claimTitle || t("untitled")}</span>
          <span className="text-ink-2">{t(`reasons.${dispute.reason}`)}</span>
        </p>
        <p className="text-ink-2 text-xs">
          {formatDay(dayOf(dispute.openedAt), locale)} · {link.label}{" "}
          <TextLink href={`/cases/${link.id}`}>{link.refNo}</TextLink>
          {outcome === null
            ? ` · ${t("paused")} ${formatDay(dispute.pausedUntil, locale)}`
            : ` · ${decidedAt ? formatDay(dayOf(decidedAt), locale) : ""} ${
                decidedName ? t("by", { name: decidedName }) : ""
              }`}
        </p>
      </div>
      {outcome === null && may("cases:edit") && may("messages:hold") ? (
        <Button size="sm" icon={Scale} onClick={onDecide}>
          {t("decide")}
        </Button>
      ) : null}
    </li>
  );
}

interface DialogProps {
  dispute: Dispute;
  caseId: number;
  onClose: () => void;
}

function DecideDialog({ dispute, caseId, onClose }: DialogProps) {
  const t = useTranslations("requests.dispute");
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  const decide = trpc.portal.decideDispute.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [files, setFiles] = useState<GivenFile[]>([]);
  const form = useZodForm({
    schema: decideDisputeInput,
    initial: { disputeId: dispute.id, verdict: "rejected", text: "", fileIds: [], idempotencyKey },
    onSubmit: (input) => decide.mutateAsync(input),
    onDone: () => {
      void utils.portal.invalidate();
      void utils.messages.holds.invalidate();
      void changed(caseId);
      onClose();
    },
  });
  const { verdict } = form.values;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={`${dispute.claimTitle || t("untitled")} · ${t(`reasons.${dispute.reason}`)}`}
    >
      <form {...form.props} className="grid gap-3">
        <Field
          label={t("verdict")}
          error={form.error("verdict")}
          hint={verdict === "rejected" ? undefined : t("lowerHint")}
        >
          <Select
            value={verdict ?? null}
            onChange={(value: DisputeVerdict) => form.set("verdict", value)}
            options={DISPUTE_VERDICTS.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          />
        </Field>
        <Field
          label={t("answer")}
          hint={t(verdict === "rejected" ? "answerHint" : "answerHintWaits")}
          error={form.error("text")}
          required
        >
          <Textarea {...form.text("text")} rows={5} />
        </Field>
        <AnswerFiles
          caseId={dispute.requestId}
          files={files}
          onChange={(next) => {
            setFiles(next);
            form.set(
              "fileIds",
              next.map(({ fileId }) => fileId),
            );
          }}
        />
        <FormActions
          submitLabel={t("decide")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
