"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import { Banner } from "../ui/banner";
import { buttonClass, TextLink } from "../ui/button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { readingOf } from "./outcome";
import { OutcomeMark } from "./outcome-mark";
import type { ScreeningDetail } from "./screening-pane";
import { useRegisterWords } from "./words";

/** What was asked, by whom and why, and how much the answer is worth. */
export function ScreeningFacts({ detail }: { detail: ScreeningDetail }) {
  const t = useTranslations("registers");
  const words = useRegisterWords();
  const { outcome, reason, detail: short, isCut, isMerged, partyId } = detail;
  return (
    <div className="grid gap-3">
      <OutcomeMark reading={readingOf(detail)} look="wash" className="w-fit" />
      {outcome === "unavailable" ? (
        <Banner tone="warning" title={words.trouble(reason ?? "")}>
          {t("pane.unavailable")}
          {short ? <span className="code-figures text-ink-2"> {short}</span> : null}
        </Banner>
      ) : null}
      {isCut ? <Banner tone="warning">{t("pane.cut")}</Banner> : null}
      {isMerged ? (
        <Banner>
          {t("pane.merged")} <TextLink href={`/parties/${partyId}`}>{t("pane.openKept")}</TextLink>
        </Banner>
      ) : null}
      <DefinitionList columns={2} labelWidth="8.5rem" items={useFacts(detail)} />
      <Evidence detail={detail} />
    </div>
  );
}

function useFacts(detail: ScreeningDetail): Definition[] {
  const t = useTranslations("registers");
  const words = useRegisterWords();
  const { partyId, partyName, caseId, refNo, quality, processedAt, processedByName } = detail;
  return [
    {
      label: t("columns.party"),
      value: <TextLink href={`/parties/${partyId}`}>{partyName}</TextLink>,
    },
    { label: t("columns.askedAt"), value: <Instant value={detail.askedAt} /> },
    { label: t("columns.actor"), value: detail.actorName },
    { label: t("columns.cause"), value: t(`causes.${detail.cause}`) },
    { label: t("columns.askedBy"), value: words.askedBy(detail.askedBy) },
    { label: t("columns.isFirst"), value: t(detail.isFirst ? "pane.first" : "pane.repeated") },
    { label: t("columns.quality"), value: quality ? t(`qualities.${quality}`) : null },
    { label: t("columns.asOf"), value: detail.asOf ? <Instant value={detail.asOf} /> : null },
    { label: t("columns.purpose"), value: words.purpose(detail.purpose) },
    { label: t("columns.legalBasis"), value: words.legalBasis(detail.legalBasis) },
    {
      label: t("columns.price"),
      value: <Money amountMinor={detail.priceMinor} currency={detail.currency} />,
    },
    {
      label: t("columns.case"),
      value: refNo ? <RefNo value={refNo} href={`/cases/${caseId}`} /> : null,
    },
    {
      label: t("columns.processed"),
      value: processedAt ? (
        <>
          <Instant value={processedAt} /> · {processedByName}
        </>
      ) : null,
    },
  ];
}

/** To the byte what left and what came; taking it is written down. */
function Evidence({ detail }: { detail: ScreeningDetail }) {
  const t = useTranslations("registers.pane");
  const { id, hasSent, hasReceived, receivedHash } = detail;
  if (!hasSent && !hasReceived) return null;
  const look = buttonClass({ size: "sm" });
  return (
    <section aria-label={t("evidence")} className="flex flex-wrap items-center gap-2">
      <h3 className="font-[600]">{t("evidence")}</h3>
      {hasSent ? (
        <a href={`/api/files/registers/${id}/sent`} download className={look}>
          <Download className="size-3.5" aria-hidden />
          {t("sent")}
        </a>
      ) : null}
      {hasReceived ? (
        <a href={`/api/files/registers/${id}/received`} download className={look}>
          <Download className="size-3.5" aria-hidden />
          {t("received")}
        </a>
      ) : null}
      {receivedHash ? (
        <span className="code-figures min-w-0 truncate text-ink-3 text-xs" title={receivedHash}>
          SHA-256 {receivedHash.slice(0, 16)}…
        </span>
      ) : null}
    </section>
  );
}
