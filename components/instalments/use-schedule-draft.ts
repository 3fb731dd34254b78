"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { z } from "zod";
import type { Rhythm } from "@/db/values/instalments";
import {
  type CreateScheduleInput,
  createScheduleInput,
  previewScheduleInput,
  scheduleHeadInput,
} from "@/server/domain/instalments/inputs";
import { addMonths, type Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { type CaseClaimsData, currenciesOf } from "../claims/rows";
import { useSettled } from "../claims/use-settled";
import { useZodForm } from "../form/use-zod-form";
import { toast } from "../ui/toast";
import type { Schedule } from "./rows";
import { useAgreementsChanged } from "./use-agreements-changed";

export type ScheduleDialogProps = {
  caseId: number;
  replaces?: Schedule | undefined;
  onClose: () => void;
};
export type DraftProps = ScheduleDialogProps & { ledger: CaseClaimsData };

type Head = z.output<typeof scheduleHeadInput>;
export type Row = { dueOn: Day | null; amountMinor: number | null };

/** How the rows are made; once they are changed by hand they no longer follow it. */
export type Plan = {
  by: "count" | "amount";
  count: number | null;
  amountMinor: number | null;
  firstOn: Day | null;
  rhythm: Rhythm;
  isWhole: boolean;
};

/** What is open of a claim, or of all claims in a currency. */
export function openOf(
  ledger: CaseClaimsData,
  { claimId, currency }: { claimId: number | null; currency: Currency },
): number {
  const claim = ledger.claims.find(({ id }) => id === claimId);
  if (claim) return claim.balanceMinor;
  return ledger.totals.find((total) => total.currency === currency)?.balanceMinor ?? 0;
}

/** State of the form: what it is for, how it is split, and the rows as they will be saved. */
export function useScheduleDraft({ caseId, replaces, ledger, onClose }: DraftProps) {
  const t = useTranslations("instalments.create");
  const today = useToday();
  const changed = useAgreementsChanged();
  const create = trpc.instalments.create.useMutation();
  const currency = replaces?.currency ?? currenciesOf(ledger)[0] ?? "CZK";
  const claimId = replaces?.claimId ?? null;
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [plan, setPlan] = useState<Plan>({
    ...{ by: "count", count: 12, amountMinor: null, isWhole: true },
    ...{ firstOn: addMonths(today, 1), rhythm: "monthly" },
  });
  const [edited, setEdited] = useState<Row[] | null>(null);
  // The form is sent with the rows that are on screen at that moment.
  const whole = useRef<(head: Head) => CreateScheduleInput>((head) => ({ ...head, rows: [] }));
  const left = replaces ? replaces.totalMinor - replaces.paidMinor : 0;
  const total = left > 0 ? left : openOf(ledger, { claimId, currency });
  const form = useZodForm({
    schema: scheduleHeadInput,
    initial: {
      ...{ caseId, claimId, currency, idempotencyKey },
      totalMinor: total > 0 ? total : null,
      ...{ variableSymbol: replaces?.variableSymbol ?? "", note: "", graceDays: null },
      ...{ brokenTransition: replaces?.brokenTransition ?? null },
      ...{ replacesId: replaces?.id ?? null },
    },
    fieldOfCode: { "instalments.amount_range": "totalMinor" },
    onSubmit: (head) => create.mutateAsync(whole.current(head)),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
  const planned = usePlanned(plan, form.values.totalMinor ?? null);
  const rows = edited ?? planned.rows;
  whole.current = (head) => withRows(head, { rows, rhythm: edited ? null : plan.rhythm });
  const change = (next: Partial<Plan>) => {
    setPlan({ ...plan, ...next });
    setEdited(null);
  };
  return {
    form,
    currency: form.values.currency ?? currency,
    plan,
    change,
    rows,
    isEdited: edited !== null,
    isPending: planned.isPending && edited === null,
    error: edited === null ? planned.error : null,
    edit: setEdited,
    forget: () => setEdited(null),
  };
}

export type ScheduleDraft = ReturnType<typeof useScheduleDraft>;

/** What is sent; rows that do not make a schedule are refused by their code. */
function withRows(head: Head, more: { rows: Row[]; rhythm: Rhythm | null }): CreateScheduleInput {
  const parsed = createScheduleInput.safeParse({ ...head, ...more });
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message ?? "";
  throw { code: message.startsWith("instalments.") ? message : "instalments.row_incomplete" };
}

const NO_ROWS: Row[] = [];

/** The rows as the server would make them, asked once the person stops typing. */
function usePlanned(plan: Plan, totalMinor: number | null) {
  const { by, count, amountMinor, firstOn, rhythm, isWhole } = plan;
  const split =
    by === "count" ? { count: count ?? undefined } : { amountMinor: amountMinor ?? undefined };
  const asked = previewScheduleInput.safeParse({ totalMinor, firstOn, rhythm, isWhole, ...split });
  const settled = useSettled(JSON.stringify(asked.success ? asked.data : null));
  const input = JSON.parse(settled) as typeof asked.data | null;
  const query = trpc.instalments.preview.useQuery(
    input ?? { totalMinor: 1, firstOn: "2000-01-01", rhythm: "monthly", count: 1 },
    { enabled: input !== null, placeholderData: keepPreviousData, retry: false },
  );
  const rows: Row[] = asked.success && !query.error ? (query.data?.rows ?? NO_ROWS) : NO_ROWS;
  return { rows, isPending: asked.success && query.isFetching, error: query.error };
}
