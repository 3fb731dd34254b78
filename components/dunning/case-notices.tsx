"use client";

import { ChartNoAxesCombined } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { ChannelMark } from "../messages/channel-marks";
import { ButtonLink, TextLink } from "../ui/button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import type { Notice } from "./plan";
import { useOffsetText } from "./use-offset-text";

const AHEAD_DAYS = 120;

/** What a case got of the plan, what comes next and when, and why not if something stands against. */
export function CaseNotices({ caseId }: { caseId: number }) {
  const may = useMay();
  return may("dunning:read") ? <Panel key={caseId} caseId={caseId} /> : null;
}

function Panel({ caseId }: { caseId: number }) {
  const t = useTranslations("dunning.onCase");
  const errorText = useErrorText();
  const sent = trpc.dunning.noticesOfCase.useQuery({ caseId });
  return (
    <Section
      title={t("title")}
      count={sent.data?.length || undefined}
      actions={
        <ButtonLink
          size="sm"
          kind="quiet"
          icon={ChartNoAxesCombined}
          href={`/dunning/simulator?case=${caseId}`}
        >
          {t("simulate")}
        </ButtonLink>
      }
    >
      {sent.data ? <Ahead caseId={caseId} /> : null}
      {sent.error ? (
        <p className="text-danger">{errorText(sent.error)}</p>
      ) : !sent.data ? (
        <SkeletonLines lines={2} />
      ) : sent.data.length === 0 ? (
        <p className="py-1 text-ink-2">{t("none")}</p>
      ) : (
        <ul className="grid">
          {sent.data.map((notice) => (
            <NoticeLine key={notice.messageId} notice={notice} />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The next step by the plan in force, if nobody pays; or what holds it. */
function Ahead({ caseId }: { caseId: number }) {
  const t = useTranslations("dunning.onCase");
  const stops = useTranslations("messages.stops");
  const format = useFormatter();
  const { data } = trpc.dunning.simulate.useQuery(
    { caseId, days: AHEAD_DAYS },
    { staleTime: 60_000 },
  );
  const [simulation] = data ?? [];
  if (!simulation) return null;
  const [next] = simulation.events;
  const reasons = simulation.stops.map(({ reason }) => stops(reason));
  return (
    <div className="grid gap-0.5 border-rule border-b py-1.5">
      {next ? (
        <p className="flex flex-wrap items-center gap-x-2">
          <Day value={next.day} className="w-22 text-ink-2" />
          <ChannelMark channel={next.channel} />
          <span className="text-ink-2">{t("next", { name: next.name })}</span>
        </p>
      ) : reasons.length === 0 ? (
        <p className="text-ink-2">{t("nothingNext", { days: AHEAD_DAYS })}</p>
      ) : null}
      {reasons.length > 0 ? (
        <p className="text-warning">{t("stopped", { reasons: format.list(reasons) })}</p>
      ) : null}
    </div>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const t = useTranslations("dunning.onCase");
  const locale = useLocale();
  const offsetText = useOffsetText();
  const { feeMinor, currency, anchorOn } = notice;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-rule border-b py-1.5">
      <Day value={notice.sentOn} className="w-22" />
      <span className="flex items-center gap-1.5">
        <ChannelMark channel={notice.channel} />
        <TextLink
          href={`/messages/${notice.messageId}`}
          title={t("message")}
          className="font-[550]"
        >
          {notice.stepName}
        </TextLink>
      </span>
      <span className="text-ink-2 text-xs" title={t("from", { day: formatDay(anchorOn, locale) })}>
        {offsetText(notice.dayOffset)}
      </span>
      {feeMinor > 0 ? (
        <span className="ml-auto text-ink-2 text-xs">
          {t("fee", { amount: formatMoney(feeMinor, currency, locale) })}
        </span>
      ) : null}
    </li>
  );
}
