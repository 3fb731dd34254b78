"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import type { CaseActions } from "./case-collegial";

/** Every decision of earlier rounds, and signatures that a later version has overtaken. */
export function DecisionHistory({ data }: { data: CaseActions }) {
  const t = useTranslations("collegial");
  const former = data.decisions.filter(({ isStanding }) => !isStanding);
  if (former.length === 0) return null;
  return (
    <details className="pt-2">
      <summary className="cursor-pointer text-ink-2">
        {t("history")} <span className="figures text-ink-3">{former.length}</span>
      </summary>
      <ul>
        {former.map((each) => (
          <li
            key={each.id}
            className="flex flex-wrap items-baseline gap-x-2 border-rule border-b py-1.5 text-ink-2"
          >
            <span className="w-28 shrink-0">{t(`kind.${each.kind}`)}</span>
            <span className="text-ink">{each.decidedName}</span>
            {each.voterName === each.decidedName ? null : (
              <span>{t("onBehalfOf", { name: each.voterName })}</span>
            )}
            <span>{t(`outcome.${each.kind}.${each.outcome}`)}</span>
            {each.comment ? <span className="min-w-0 break-words">{each.comment}</span> : null}
            <span className="ml-auto flex items-center gap-2 text-xs">
              <Badge tone={each.voidedAt ? "warning" : "neutral"}>
                {t(each.voidedAt ? "standing.void" : "standing.former")}
              </Badge>
              <Instant value={each.decidedAt} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
