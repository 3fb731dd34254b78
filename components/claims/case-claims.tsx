"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { ArrowRightLeft, HandCoins, Handshake, Plus, ReceiptText, RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type Day, formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { useCustomActions } from "../configuration/use-custom-actions";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { MoreMenu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-entries";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { type Asked, CaseClaimsDialogs } from "./case-claims-dialogs";
import { ClaimRows } from "./claim-rows";
import { ConcessionRows } from "./concession-rows";
import { LawLine } from "./law-line";
import { qrOfTotal } from "./payment-qr-of";
import { PaymentRows } from "./payment-rows";
import type { CaseClaimsData, Claim, Payment } from "./rows";
import { Totals } from "./totals";
import { useClaimActions } from "./use-claim-actions";
import { useClaimsChanged } from "./use-claims-changed";
import { useDisputed } from "./use-disputed";

/** Claims and payments of one case: what is owed on a day, and where the money went. */
export function CaseClaims({ caseId }: { caseId: number }) {
  // While a day is on its way the last one stays; of another case nothing may stay.
  return <Panel key={caseId} caseId={caseId} />;
}

function Panel({ caseId }: { caseId: number }) {
  const t = useTranslations();
  const errorText = useErrorText();
  const [onDay, setOnDay] = useState<Day | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const query = trpc.claims.ofCase.useQuery(
    { caseId, onDay },
    { placeholderData: keepPreviousData },
  );
  const { data } = query;
  // Booking concerns today, whatever day one was looking at.
  const ask = (next: Asked) => {
    if (!["account", "explain", "qr"].includes(next.kind)) setOnDay(null);
    setAsked(next);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Section
        title={t("claims.title")}
        count={data?.claims.length}
        actions={<Actions caseId={caseId} onAsk={ask} onDay={onDay} onChooseDay={setOnDay} />}
      >
        {query.error ? (
          <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
        ) : data ? (
          <Body
            caseId={caseId}
            data={data}
            onDay={onDay}
            isStale={query.isPlaceholderData}
            onAsk={ask}
          />
        ) : (
          <SkeletonRows rows={4} />
        )}
      </Section>
      {asked && data ? (
        <CaseClaimsDialogs
          caseId={caseId}
          data={data}
          asked={asked}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}

type ActionsProps = {
  caseId: number;
  onAsk: (asked: Asked) => void;
  onDay: Day | null;
  onChooseDay: (day: Day | null) => void;
};

function Actions({ caseId, onAsk, onDay, onChooseDay }: ActionsProps) {
  const t = useTranslations();
  const may = useMay();
  const reallocate = useReallocate(caseId);
  return (
    <div className="flex flex-wrap items-center justify-end gap-1 py-1">
      <span className="text-ink-2 text-xs">{t("claims.onCase.onDay")}</span>
      <div className="w-34">
        <DayInput
          aria-label={t("claims.onCase.onDay")}
          value={onDay}
          onChange={onChooseDay}
          placeholder={t("claims.onCase.today")}
        />
      </div>
      {may("claims:edit") ? (
        <Button size="sm" kind="quiet" icon={Plus} onClick={() => onAsk({ kind: "claim" })}>
          {t("claims.actions.create")}
        </Button>
      ) : null}
      {may("claims:pay") ? (
        <Button size="sm" icon={HandCoins} onClick={() => onAsk({ kind: "payment" })}>
          {t("payments.new")}
        </Button>
      ) : null}
      {may("claims:edit") ? (
        <MoreMenu
          entries={[
            { label: t("claims.actions.reallocate"), icon: RefreshCw, onSelect: reallocate },
            ...(may("claims:waive")
              ? [
                  {
                    label: t("claims.actions.settlement"),
                    icon: Handshake,
                    onSelect: () => onAsk({ kind: "settlement" }),
                  },
                  {
                    label: t("claims.actions.assign"),
                    icon: ArrowRightLeft,
                    onSelect: () => onAsk({ kind: "assign" }),
                  },
                ]
              : []),
          ]}
        />
      ) : null}
    </div>
  );
}

function useReallocate(caseId: number): () => void {
  const t = useTranslations("claims");
  const errorText = useErrorText();
  const changed = useClaimsChanged();
  const reallocate = trpc.claims.reallocate.useMutation({
    onSuccess: ({ entryCount }) => {
      toast.success(t("reallocated", { count: entryCount }));
      void changed();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  return () => reallocate.mutate({ caseId });
}

type BodyProps = {
  caseId: number;
  data: CaseClaimsData;
  onDay: Day | null;
  isStale: boolean;
  onAsk: (asked: Asked) => void;
};

function Body({ caseId, data, onDay, isStale, onAsk }: BodyProps) {
  const t = useTranslations();
  const may = useMay();
  const [lit, setLit] = useState<Payment | null>(null);
  const litClaims = useMemo(
    () => new Set(lit?.parts.flatMap(({ claimId }) => (claimId === null ? [] : [claimId]))),
    [lit],
  );
  const disputed = useDisputed(caseId);
  const mayReverse = may("claims:reverse") && onDay === null;
  const standard = useClaimActions({ caseId, onAsk });
  const custom = useCustomActions("claim", data.claims[0]?.id ?? null);
  const actionsOf = (claim: Claim) => [...standard(claim), ...custom.entriesOf(claim.id, true)];
  if (data.claims.length === 0 && data.payments.length === 0 && onDay === null) {
    return (
      <EmptyState icon={ReceiptText} title={t("claims.onCase.empty")}>
        {t("claims.onCase.emptyHint")}
      </EmptyState>
    );
  }
  return (
    <div className={cx("grid grid-cols-[minmax(0,1fr)] gap-5", isStale && "opacity-60")}>
      <div>
        {onDay ? <DayBanner onDay={onDay} /> : null}
        <LawLine caseId={caseId} data={data} />
        <Totals
          {...{ totals: data.totals, caseId, onDay }}
          onQr={(total) => onAsk({ kind: "qr", qr: qrOfTotal(total, data.claims) })}
        />
        <ClaimRows
          claims={data.claims}
          onDay={data.onDay}
          lit={litClaims}
          disputed={disputed}
          actionsOf={onDay === null ? actionsOf : none}
          onReverse={mayReverse ? (target) => onAsk({ kind: "reverseCharge", target }) : undefined}
          onExplain={(target) => onAsk({ kind: "explain", target, onDay })}
          onStop={mayReverse ? (target) => onAsk({ kind: "stopInterest", target }) : undefined}
        />
      </div>
      <Section level={3} title={t("payments.title")} count={data.payments.length}>
        <PaymentRows
          payments={data.payments}
          claims={data.claims}
          onLight={setLit}
          onReverse={
            mayReverse ? (payment) => onAsk({ kind: "reversePayment", payment }) : undefined
          }
          onSurplus={mayReverse ? (payment) => onAsk({ kind: "surplus", payment }) : undefined}
        />
      </Section>
      {onDay === null ? <ConcessionRows caseId={caseId} /> : null}
      {custom.dialog}
    </div>
  );
}

const none = (): MenuEntry[] => [];

function DayBanner({ onDay }: { onDay: Day }) {
  const t = useTranslations("claims.onCase");
  const locale = useLocale();
  const today = useToday();
  const isPast = onDay <= today;
  return (
    <Banner tone="info">{t(isPast ? "past" : "future", { day: formatDay(onDay, locale) })}</Banner>
  );
}
