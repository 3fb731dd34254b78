"use client";

import { Check, CircleAlert, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCodeText } from "../../form/error-text";
import { Badge } from "../../ui/badge";
import { Section } from "../../ui/section";
import type { Draft, Raw } from "./use-draft";
import { useProblemPlace } from "./use-problem-place";

type ProblemListProps = { problems: Draft["problems"]; definitions: readonly Raw[] };

/** What is wrong with the draft: errors hold it back, warnings are worth knowing. */
export function ProblemList({ problems, definitions }: ProblemListProps) {
  const t = useTranslations("processes.editor");
  const placeOf = useProblemPlace(definitions);
  const codeText = useCodeText();
  return (
    <Section title={t("problems")} count={problems.length} level={3}>
      <div aria-live="polite">
        {problems.length === 0 ? (
          <p className="flex items-center gap-1.5 text-positive">
            <Check className="size-3.5" aria-hidden />
            {t("sound")}
          </p>
        ) : null}
        <ul className="grid gap-1">
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.code}`} className="flex gap-1.5">
              {problem.isWarning ? (
                <CircleAlert className="mt-0.5 size-3.5 shrink-0 text-warning" aria-hidden />
              ) : (
                <CircleX className="mt-0.5 size-3.5 shrink-0 text-danger" aria-hidden />
              )}
              <span className="min-w-0">
                {codeText(problem.code, problem.params) ?? problem.code}
                <span className="block truncate text-ink-2 text-xs" title={problem.path}>
                  {placeOf(problem.path)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

const TONES = { added: "positive", removed: "danger", changed: "info" } as const;

type DifferenceListProps = { difference: Draft["difference"]; isFresh: boolean };

/** What the draft changes against the version in force. */
export function DifferenceList({ difference, isFresh }: DifferenceListProps) {
  const t = useTranslations("processes.editor");
  return (
    <Section title={t("difference")} count={difference.length} level={3}>
      {difference.length === 0 ? (
        <p className="text-ink-2">{isFresh ? t("same") : t("keeping")}</p>
      ) : null}
      <ul className={isFresh ? "grid gap-1" : "grid gap-1 opacity-60"}>
        {difference.map((each) => (
          <li
            key={`${each.definition} ${each.list} ${each.change} ${each.name}`}
            className="flex flex-wrap items-center gap-1.5"
          >
            <Badge tone={TONES[each.change]}>{t(`change.${each.change}`)}</Badge>
            <span>
              {t(`one.${each.list}`)}: <span className="font-[550]">{each.name}</span>
            </span>
            {each.keys.length > 0 ? (
              <span className="text-ink-2 text-xs">
                {each.keys
                  .map((key) => (t.has(`keys.${key}` as never) ? t(`keys.${key}` as never) : key))
                  .join(", ")}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
