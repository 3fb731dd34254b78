"use client";

import { ExternalLink, Undo2, UserRoundCheck, UserRoundX } from "lucide-react";
import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { toast } from "../ui/toast";
import { readingOf } from "./outcome";
import { OutcomeMark } from "./outcome-mark";
import type { Hit, ScreeningDetail } from "./screening-pane";
import { useRegistersChanged } from "./use-check";

type Judge = (hit: Hit, verdict: "watch" | "false_match") => void;

type HitsProps = {
  detail: ScreeningDetail;
  /** null: not theirs to judge. */
  onJudge: Judge | null;
  onChanged: () => void;
};

/** Records that the register has, each with how sure it is and what a person said of it. */
export function Hits({ detail, onJudge, onChanged }: HitsProps) {
  const t = useTranslations("registers.pane");
  return (
    <section aria-label={t("records")} className="grid gap-2">
      <h3 className="font-[600]">
        {t("records")} <span className="figures text-ink-3">{detail.hits.length}</span>
      </h3>
      <ul className="grid gap-2">
        {detail.hits.map((hit) => (
          <li key={hit.id} className="grid gap-2 rounded-lg border border-rule bg-surface p-3">
            <HitHead hit={hit} detail={detail} />
            <HitFacts hit={hit} />
            <Verdict hit={hit} detail={detail} onJudge={onJudge} onChanged={onChanged} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function HitHead({ hit, detail }: { hit: Hit; detail: ScreeningDetail }) {
  const t = useTranslations("registers");
  const { fileMark, mark, name, isCoDebtor, url } = hit;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <OutcomeMark reading={readingOf({ ...detail, ...hit })} look="wash" />
      <span className="figures font-[600]">{fileMark ?? mark}</span>
      <span className="text-ink-2">{name}</span>
      {isCoDebtor ? <Badge tone="info">{t("pane.coDebtor")}</Badge> : null}
      {url ? (
        <a
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          className="ml-auto inline-flex items-center gap-1 underline decoration-rule-strong underline-offset-2 hover:text-accent"
        >
          {t("pane.openRegister")}
          <ExternalLink className="size-3.5" aria-hidden />
        </a>
      ) : null}
    </div>
  );
}

function HitFacts({ hit }: { hit: Hit }) {
  const t = useTranslations("registers");
  const facts: Definition[] = [
    { label: t("record.state"), value: hit.stateCode },
    { label: t("record.court"), value: hit.court },
    { label: t("record.started"), value: hit.startedOn ? <Day value={hit.startedOn} /> : null },
    { label: t("record.ended"), value: hit.endedOn ? <Day value={hit.endedOn} /> : null },
    { label: t("record.birthOn"), value: hit.birthOn ? <Day value={hit.birthOn} /> : null },
    { label: t("record.registrationNo"), value: hit.registrationNo },
    { label: t("record.address"), value: hit.address },
    { label: t("columns.quality"), value: t(`qualities.${hit.quality}`) },
  ];
  const known = facts.filter(({ value }) => value !== null && value !== "");
  return <DefinitionList columns={2} labelWidth="7.5rem" items={known} />;
}

function Verdict({ hit, detail, onJudge, onChanged }: HitsProps & { hit: Hit }) {
  const t = useTranslations("registers.verdict");
  const takeBack = useTakeBack(detail, onChanged);
  const { verdict, verdictReason, verdictByName, verdictAt, isCoDebtor } = hit;
  if (isCoDebtor) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-rule border-t pt-2">
      {verdict ? (
        <p className="min-w-0 flex-1">
          <span className="font-[600]">{t(`said.${verdict}`)}</span>
          {verdictReason ? ` – ${verdictReason}` : null}{" "}
          <span className="text-ink-3 text-xs">
            {verdictByName} · <Instant value={verdictAt} />
          </span>
        </p>
      ) : (
        <p className="min-w-0 flex-1 text-ink-2">{t("ask")}</p>
      )}
      {onJudge ? (
        <>
          {verdict === "watch" ? null : (
            <Button size="sm" icon={UserRoundCheck} onClick={() => onJudge(hit, "watch")}>
              {t("watch")}
            </Button>
          )}
          {verdict === "false_match" ? null : (
            <Button size="sm" icon={UserRoundX} onClick={() => onJudge(hit, "false_match")}>
              {t("falseMatch")}
            </Button>
          )}
          {verdict ? (
            <Button size="sm" kind="quiet" icon={Undo2} onClick={() => void takeBack(hit)}>
              {t("undo")}
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function useTakeBack(detail: ScreeningDetail, onChanged: () => void) {
  const errorText = useErrorText();
  const changed = useRegistersChanged();
  const judge = trpc.registers.judge.useMutation();
  return async ({ mark }: Hit): Promise<void> => {
    try {
      const { partyId, register } = detail;
      await judge.mutateAsync({ partyId, register, mark, verdict: null });
      onChanged();
      await changed();
    } catch (error) {
      toast.error(errorText(error));
    }
  };
}
