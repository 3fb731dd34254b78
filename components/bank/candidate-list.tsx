"use client";

import { Check, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { formatDay } from "@/server/kernel/days";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import type { MovementRow } from "./movement-columns";

export type CandidateItem = RouterOutput["bank"]["candidates"][number];

type CandidateListProps = {
  movement: MovementRow;
  isBusy: boolean;
  onAccept: (candidate: CandidateItem) => void;
  onRefuse: (candidate: CandidateItem) => void;
};

/** Whom a movement may pay, the likeliest first, with why and with what is owed now. */
export function CandidateList({ movement, isBusy, onAccept, onRefuse }: CandidateListProps) {
  const t = useTranslations("bank.pane");
  const errorText = useErrorText();
  const query = trpc.bank.candidates.useQuery({ movementId: movement.id });
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonRows rows={3} />;
  if (query.data.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <ol className="grid gap-2">
      {query.data.map((candidate, at) => (
        <CandidateCard
          key={candidate.caseId}
          candidate={candidate}
          isFirst={at === 0}
          isBusy={isBusy}
          onAccept={movement.amountMinor > 0 ? () => onAccept(candidate) : undefined}
          onRefuse={() => onRefuse(candidate)}
        />
      ))}
    </ol>
  );
}

type CandidateCardProps = {
  candidate: CandidateItem;
  isFirst: boolean;
  isBusy: boolean;
  onAccept?: () => void;
  onRefuse: () => void;
};

function CandidateCard({ candidate, isFirst, isBusy, onAccept, onRefuse }: CandidateCardProps) {
  const t = useTranslations("bank.pane");
  const accept = useRef<HTMLButtonElement>(null);
  // Enter takes the best as soon as it stands here.
  useEffect(() => {
    if (isFirst) accept.current?.focus({ preventScroll: true });
  }, [isFirst]);
  const { caseId, refNo, debtorName, currency } = candidate;
  return (
    <li className="grid gap-1.5 rounded-md border border-rule-strong px-3 py-2">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <RefNo value={refNo} href={`/cases/${caseId}?tab=claims`} />
        <span className="min-w-0 truncate font-[550]">{debtorName}</span>
        <span className="figures ml-auto text-ink-2 text-xs" title={t("pointsLabel")}>
          {t("points", { points: candidate.points })}
        </span>
      </div>
      <p className="flex flex-wrap justify-between gap-x-4 text-ink-2 text-sm">
        <ClaimText candidate={candidate} />
        <span>
          <Money amountMinor={candidate.claimBalanceMinor} currency={currency} />{" "}
          {t("claimBalance")} ·{" "}
          <Money amountMinor={candidate.caseBalanceMinor} currency={currency} /> {t("caseBalance")}
        </span>
      </p>
      <Reasons candidate={candidate} />
      <div className="flex gap-2">
        {onAccept ? (
          <Button
            ref={accept}
            size="sm"
            kind={isFirst ? "primary" : "secondary"}
            icon={Check}
            disabled={isBusy}
            onClick={onAccept}
          >
            {t("accept")}
          </Button>
        ) : null}
        <Button size="sm" kind="quiet" icon={X} disabled={isBusy} onClick={onRefuse}>
          {t("refuse")}
        </Button>
      </div>
    </li>
  );
}

function ClaimText({ candidate }: { candidate: CandidateItem }) {
  const t = useTranslations("bank.pane");
  const locale = useLocale();
  const { claimId, variableSymbol, dueOn } = candidate;
  if (claimId === null || dueOn === null) {
    return <span>{dueOn === null ? null : t("several")}</span>;
  }
  const day = formatDay(dueOn, locale);
  return (
    <span>
      {variableSymbol ? t("claim", { symbol: variableSymbol, day }) : t("claimDue", { day })}
    </span>
  );
}

function Reasons({ candidate }: { candidate: CandidateItem }) {
  const t = useTranslations("bank.why");
  const locale = useLocale();
  return (
    <ul className="flex flex-wrap gap-x-2 gap-y-0.5 text-sm">
      {candidate.reasons.map(({ code, params }) => {
        const day = typeof params.day === "string" ? formatDay(params.day, locale) : "";
        return (
          <li key={code} className="before:mr-1 before:text-ink-3 before:content-['·']">
            {t(code, { ...NO_PARAMS, ...params, day })}
          </li>
        );
      })}
    </ul>
  );
}

/** A sentence takes of the params what it names; the types want each named somewhere. */
const NO_PARAMS = { symbol: "", given: "", count: 0, debtors: 0, differenceMinor: 0 };
