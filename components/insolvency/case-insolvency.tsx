"use client";

import { ExternalLink, FileDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { useTimelineChanged } from "../timeline/use-timeline-changed";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import type { Tone } from "../ui/tone";

type Item = RouterOutput["registers"]["ofCase"][number];

const TONES: Record<Item["kind"], Tone> = {
  insolvent: "danger",
  suspected: "warning",
  named: "warning",
};

/** Whose insolvency touches the case, until when a claim may be filed, and the application of it. */
export function CaseInsolvency({ caseId }: { caseId: number }) {
  const t = useTranslations("insolvency.ofCase");
  const { data } = trpc.registers.ofCase.useQuery({ caseId });
  if (!data || data.length === 0) return null;
  return (
    <Section title={t("title")}>
      <ul className="grid gap-3">
        {data.map((item) => (
          <li key={`${item.partyId} ${item.register} ${item.beganAt.getTime()}`}>
            <Insolvency caseId={caseId} item={item} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Insolvency({ caseId, item }: { caseId: number; item: Item }) {
  const t = useTranslations("insolvency.ofCase");
  const procedures = useTranslations("insolvency.procedures");
  const may = useMay();
  const isOver = item.endedAt !== null;
  const mayFile = item.kind === "insolvent" && !isOver && may("cases:edit") && may("claims:read");
  return (
    <div className={isOver ? "grid gap-1.5 text-ink-2" : "grid gap-1.5"}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 font-[600]">{item.partyName}</span>
        <Badge tone={isOver ? "neutral" : TONES[item.kind]}>{t(isOver ? "over" : item.kind)}</Badge>
        {item.isDebtor ? null : <Badge>{t("beside")}</Badge>}
      </div>
      <DefinitionList items={factsOf(item, { t, procedures })} />
      {isOver ? null : <Sources item={item} />}
      {mayFile ? <FileButton caseId={caseId} item={item} /> : null}
    </div>
  );
}

/** By which paragraphs: of the term, and of what it does to interest and letters. */
function Sources({ item: { filing, effects } }: { item: Item }) {
  const sources = [filing?.source, effects?.source].filter(Boolean);
  return sources.map((source) => (
    <p key={source} className="text-ink-3 text-xs">
      {source}
    </p>
  ));
}

type Text = ReturnType<typeof useTranslations<"insolvency.ofCase">>;

type Procedures = ReturnType<typeof useTranslations<"insolvency.procedures">>;

function factsOf(item: Item, { t, procedures }: { t: Text; procedures: Procedures }) {
  const facts: { label: string; value: ReactNode }[] = [];
  if (item.procedure) facts.push({ label: t("procedure"), value: procedures(item.procedure) });
  if (item.fileMark) {
    facts.push({
      label: t("mark"),
      value: item.url ? (
        <a
          href={item.url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 text-accent hover:underline"
        >
          {item.fileMark}
          <ExternalLink className="size-3" aria-hidden />
        </a>
      ) : (
        item.fileMark
      ),
    });
  }
  if (item.stateCode) facts.push({ label: t("state"), value: item.stateCode });
  if (item.kind === "insolvent") {
    facts.push({
      label: t("decidedOn"),
      value: item.decidedOn ? (
        <Day value={item.decidedOn} />
      ) : (
        t(item.isDecided ? "undated" : "notDecided")
      ),
    });
  }
  return item.endedAt === null ? [...facts, ...termsOf(item, t)] : facts;
}

/** Until when a claim may be filed, what then, and what the proceeding does to the debt. */
function termsOf({ fileBy, filing, effects }: Item, t: Text) {
  const facts: { label: string; value: ReactNode }[] = [];
  if (fileBy) facts.push({ label: t("fileBy"), value: <Day value={fileBy} /> });
  else if (filing) {
    const isOpen = filing.until === "distribution";
    facts.push({ label: t("fileBy"), value: t(isOpen ? "fileOpen" : "fileUnknown") });
  }
  if (filing && filing.late !== "unknown") {
    const isLost = filing.late === "lost";
    facts.push({ label: t("late"), value: t(isLost ? "lateLost" : "lateLimited") });
  }
  if (effects) {
    const { restsInterest, stopsNotices } = effects;
    const both = restsInterest ? "effectBoth" : "effectNotices";
    facts.push({ label: t("effects"), value: t(stopsNotices ? both : "effectNone") });
  }
  return facts;
}

function FileButton({ caseId, item }: { caseId: number; item: Item }) {
  const t = useTranslations("insolvency.ofCase");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const write = trpc.registers.writeApplication.useMutation({
    onSuccess: ({ fileId }) => {
      void changed();
      toast.success(t("written"));
      window.location.assign(`/api/files/documents/${fileId}?download=1`);
    },
    onError: (error) => void toast.error(errorText(error)),
  });
  return (
    <Button
      size="sm"
      icon={FileDown}
      disabled={write.isPending}
      className="justify-self-start"
      onClick={() => write.mutate({ caseId, partyId: item.partyId })}
    >
      {t("write")}
    </Button>
  );
}
