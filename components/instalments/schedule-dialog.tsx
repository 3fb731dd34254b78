"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { useClaimName } from "../claims/use-claim-name";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput, NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { Banner } from "../ui/banner";
import { Dialog } from "../ui/dialog";
import { SkeletonRows } from "../ui/skeleton";
import { PlanFields } from "./plan-fields";
import { PlanRows } from "./plan-rows";
import { TransitionSelect } from "./transition-select";
import {
  type DraftProps,
  openOf,
  type ScheduleDialogProps,
  type ScheduleDraft,
  useScheduleDraft,
} from "./use-schedule-draft";

/** A new schedule: on what, how it is split, and every row of it before it is saved. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  const t = useTranslations("instalments.create");
  const { data } = trpc.claims.ofCase.useQuery({ caseId: props.caseId, onDay: null });
  const { onClose } = props;
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(props.replaces ? "replaceTitle" : "title")}
    >
      {data ? <ScheduleForm {...props} ledger={data} /> : <SkeletonRows rows={6} />}
    </Dialog>
  );
}

function ScheduleForm(props: DraftProps) {
  const t = useTranslations("instalments.create");
  const draft = useScheduleDraft(props);
  const { form } = draft;
  return (
    <form {...form.props} className="grid gap-4">
      <div className="grid grid-cols-[1fr_minmax(0,22rem)] gap-5 max-md:grid-cols-1">
        <div className="grid content-start gap-3">
          <Subject draft={draft} {...props} />
          {props.replaces ? null : <AlreadyAgreed caseId={props.caseId} draft={draft} />}
          <PlanFields draft={draft} />
          <Terms draft={draft} />
        </div>
        <PlanRows draft={draft} />
      </div>
      <FormActions
        submitLabel={t("submit")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
        onCancel={props.onClose}
      />
    </form>
  );
}

const CASE = "case";

/** The claim or the whole case, and how much of it: the balance unless another sum is agreed. */
function Subject({ draft, ledger, replaces }: DraftProps & { draft: ScheduleDraft }) {
  const t = useTranslations("instalments.create");
  const nameOf = useClaimName();
  const locale = useLocale();
  const { form, currency } = draft;
  const claims = ledger.claims.filter(({ balanceMinor }) => balanceMinor > 0);
  const choose = (value: string) => {
    const claim = claims.find(({ id }) => String(id) === value);
    const next = { claimId: claim?.id ?? null, currency: claim?.currency ?? currency };
    form.set("claimId", next.claimId);
    form.set("currency", next.currency);
    form.set("totalMinor", openOf(ledger, next) || null);
    draft.forget();
  };
  const claimId = form.values.claimId ?? null;
  const balance = openOf(ledger, { claimId, currency });
  return (
    <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
      <Field label={t("of")} error={form.error("claimId")}>
        <Select
          value={claimId === null ? CASE : String(claimId)}
          onChange={choose}
          disabled={replaces !== undefined}
          options={[
            { value: CASE, label: t("wholeCase") },
            ...claims.map((claim) => ({
              value: String(claim.id),
              label: nameOf(claim),
              hint: formatMoney(claim.balanceMinor, claim.currency, locale),
            })),
          ]}
        />
      </Field>
      <Field
        label={t("total")}
        hint={t("totalHint", { amount: formatMoney(balance, currency, locale) })}
        error={form.error("totalMinor")}
        required
      >
        <MoneyInput
          name="totalMinor"
          currency={currency}
          value={form.values.totalMinor ?? null}
          onChange={(totalMinor) => {
            form.set("totalMinor", totalMinor);
            draft.forget();
          }}
        />
      </Field>
    </div>
  );
}

/** A schedule of the same debt runs already: a second one would ask for it twice. */
function AlreadyAgreed({ caseId, draft }: { caseId: number; draft: ScheduleDraft }) {
  const t = useTranslations("instalments.create");
  const locale = useLocale();
  const { data } = trpc.instalments.ofCase.useQuery({ caseId });
  const { currency, form } = draft;
  const claimId = form.values.claimId ?? null;
  const running = data?.schedules.filter(
    (each) =>
      (each.state === "running" || each.state === "overdue") &&
      each.currency === currency &&
      (claimId === null || each.claimId === null || each.claimId === claimId),
  );
  if (!running || running.length === 0) return null;
  const amountMinor = running.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  return (
    <Banner tone="warning">
      {t("alreadyAgreed", { amount: formatMoney(amountMinor, currency, locale) })}
    </Banner>
  );
}

function Terms({ draft: { form } }: { draft: ScheduleDraft }) {
  const t = useTranslations("instalments.create");
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("variableSymbol")} error={form.error("variableSymbol")}>
          <TextInput {...form.text("variableSymbol")} inputMode="numeric" className="figures" />
        </Field>
        <Field label={t("graceDays")} hint={t("graceHint")} error={form.error("graceDays")}>
          <NumberInput
            name="graceDays"
            value={form.values.graceDays ?? null}
            onChange={(graceDays) => form.set("graceDays", graceDays)}
          />
        </Field>
      </div>
      <Field label={t("transition")} error={form.error("brokenTransition")}>
        <TransitionSelect
          none={t("noTransition")}
          value={form.values.brokenTransition ?? null}
          onChange={(code) => form.set("brokenTransition", code)}
        />
      </Field>
      <Field label={t("note")} error={form.error("note")}>
        <TextInput {...form.text("note")} />
      </Field>
    </>
  );
}
