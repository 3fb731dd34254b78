"use client";

import { CirclePause, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { dayOf, formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import type { DetailProps } from "../cases/case-detail";
import { useClaimName } from "../claims/use-claim-name";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { EndHoldDialog, HoldDialog } from "./hold-dialog";

type Hold = RouterOutput["messages"]["holds"][number];

/** Of whom nobody writes about what, why, and until when. */
export function CaseHolds({ detail }: DetailProps) {
  const query = trpc.messages.holds.useQuery({ caseId: detail.id });
  return (
    <Holds
      query={query}
      ofWhat={useOfWhat(detail.id)}
      newHold={(onClose) => <HoldDialog detail={detail} onClose={onClose} />}
    />
  );
}

/** Of a person, on all their cases. */
export function PartyHolds({ partyId, name }: { partyId: number; name: string }) {
  const t = useTranslations("messages.holds");
  const query = trpc.messages.holdsOfParty.useQuery({ partyId });
  return (
    <Holds
      query={query}
      ofWhat={() => t("ofParty", { name })}
      newHold={(onClose) => <HoldDialog party={{ partyId, name }} onClose={onClose} />}
    />
  );
}

type HoldsProps = {
  query: { data?: Hold[]; error: unknown; refetch: () => unknown };
  ofWhat: (hold: Hold) => string;
  newHold: (onClose: () => void) => ReactNode;
};

function Holds({ query, ofWhat, newHold }: HoldsProps) {
  const t = useTranslations("messages.holds");
  const mayHold = useMay()("messages:hold");
  const errorText = useErrorText();
  const [asked, setAsked] = useState<"new" | Hold | null>(null);
  const holds = query.data ?? [];
  const close = () => setAsked(null);
  return (
    <Section
      title={t("title")}
      count={holds.length > 0 ? holds.length : undefined}
      actions={
        mayHold ? (
          <Button size="sm" kind="quiet" icon={CirclePause} onClick={() => setAsked("new")}>
            {t("add")}
          </Button>
        ) : null
      }
    >
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
      ) : query.data && holds.length === 0 ? (
        <p className="text-ink-2">{t("none")}</p>
      ) : (
        <ul className="grid gap-2">
          {holds.map((hold) => (
            <HoldLine
              key={hold.id}
              hold={hold}
              ofWhat={ofWhat(hold)}
              onEnd={mayHold ? () => setAsked(hold) : null}
            />
          ))}
        </ul>
      )}
      {asked === "new" ? newHold(close) : null}
      {asked !== null && asked !== "new" ? (
        <EndHoldDialog holdId={asked.id} onClose={close} />
      ) : null}
    </Section>
  );
}

const HARD = new Set<Hold["kind"]>(["do_not_contact", "represented", "deceased"]);

type HoldLineProps = { hold: Hold; ofWhat: string; onEnd: (() => void) | null };

function HoldLine({ hold, ofWhat, onEnd }: HoldLineProps) {
  const t = useTranslations("messages");
  const locale = useLocale();
  const kind = t(`holdKinds.${hold.kind}`);
  const day = formatDay(dayOf(hold.createdAt), locale);
  return (
    <li className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Badge tone={HARD.has(hold.kind) ? "danger" : "warning"}>{kind}</Badge>
          <span className="text-ink-2 text-xs">
            {ofWhat} ·{" "}
            {hold.untilOn
              ? t("holds.untilDay", { day: formatDay(hold.untilOn, locale) })
              : t("holds.untilEnded")}
          </span>
        </p>
        <p className="break-words">{hold.reason}</p>
        <p className="text-ink-3 text-xs">
          {hold.createdByName ? t("holds.by", { name: hold.createdByName, day }) : day}
        </p>
      </div>
      {onEnd ? (
        <IconButton
          icon={X}
          size="sm"
          label={t("holds.endNamed", { name: kind })}
          onClick={onEnd}
        />
      ) : null}
    </li>
  );
}

function useOfWhat(caseId: number): (hold: Hold) => string {
  const t = useTranslations("messages.holds");
  const may = useMay();
  const claimName = useClaimName();
  const { data } = trpc.claims.ofCase.useQuery(
    { caseId, onDay: null },
    { enabled: may("claims:read") },
  );
  return (hold) => {
    if (hold.of === "case") return t("ofCase");
    if (hold.of === "party") return t("ofParty", { name: hold.partyName ?? "" });
    const claim = data?.claims.find(({ id }) => id === hold.claimId);
    return claim ? t("ofClaim", { name: claimName(claim) }) : t("oneClaim");
  };
}
