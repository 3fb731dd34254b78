"use client";

import { Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { useRoleName } from "../access/role-name";
import { useToday } from "../cases/use-today";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import type { Tone } from "../ui/tone";
import { nameIn, type Process } from "../workflow/processes";
import type { CaseActions, CollegialAction } from "./case-collegial";

type Decision = CaseActions["decisions"][number];

type Props = {
  action: CollegialAction;
  process: Process;
  decision: Decision | undefined;
  onDecide: () => void;
  onWithdraw: (() => void) | undefined;
};

/** Of whom it was asked: a person, or anybody who has a role. */
export function useAsked() {
  const t = useTranslations("collegial");
  const roleName = useRoleName();
  return (of: { assigneeName: string | null; assigneeRole: string | null }): string =>
    of.assigneeName ?? t("anyOf", { role: roleName(of.assigneeRole ?? "") });
}

/** One thing asked of one person: who, what, by when, and how it stands. */
export function ActionLine({ action, process, decision, onDecide, onWithdraw }: Props) {
  const t = useTranslations("collegial");
  const asked = useAsked();
  const { kind, outcome, withdrawnAt } = action;
  const isOpen = outcome === null && withdrawnAt === null;
  return (
    <li
      className={cx(
        "flex flex-wrap items-center gap-x-3 gap-y-1 border-rule border-b py-2",
        withdrawnAt !== null && "text-ink-3",
      )}
    >
      <span className="w-28 shrink-0 text-ink-2">{t(`kind.${kind}`)}</span>
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-[550]">{asked(action)}</span>
          {decision && decision.voterName !== decision.decidedName ? (
            <span className="text-ink-2">
              {decision.decidedName}, {t("onBehalfOf", { name: decision.voterName })}
            </span>
          ) : null}
        </p>
        <Details {...{ action, decision }} />
      </div>
      <Standing {...{ action, process }} />
      <span className="ml-auto flex items-center gap-1">
        {action.mine ? (
          <Button
            size="sm"
            kind="primary"
            aria-label={`${t("decide.title")}: ${t(`kind.${kind}`)}, ${asked(action)}`}
            onClick={onDecide}
          >
            {t("decide.title")}
          </Button>
        ) : null}
        {isOpen && onWithdraw ? (
          <IconButton
            icon={Undo2}
            size="sm"
            label={t("withdrawNamed", { name: asked(action) })}
            onClick={onWithdraw}
          />
        ) : null}
      </span>
    </li>
  );
}

/** Second line: by when, under which terms, deputies of today, and what was said. */
function Details({ action, decision }: Pick<Props, "action" | "decision">) {
  const t = useTranslations("collegial");
  const locale = useLocale();
  const today = useToday();
  const { dueOn, quorum, sequence, note, able, outcome } = action;
  const isLate = dueOn !== null && outcome === null && dueOn < today;
  const deputies = able.flatMap(({ forId, name }) => (forId === null ? [] : [name]));
  const terms = [
    ...(sequence === "inTurn" ? [t("inTurn")] : []),
    ...(quorum === null ? [] : [t("quorum", { count: quorum })]),
    ...(deputies.length > 0 ? [t("deputies", { names: [...new Set(deputies)].join(", ") })] : []),
    ...(note ? [note] : []),
    ...(action.withdrawnReason ? [action.withdrawnReason] : []),
  ];
  const said = decision?.comment;
  if (terms.length === 0 && dueOn === null && !said) return null;
  return (
    <p className="text-ink-2 text-xs">
      {dueOn === null ? null : (
        <span className={cx("figures mr-2", isLate && "font-[550] text-danger")}>
          {t("due", { day: formatDay(dueOn, locale) })}
        </span>
      )}
      {terms.join(" · ")}
      {said ? <span className="block text-ink">{said}</span> : null}
    </p>
  );
}

function Standing({ action, process }: Pick<Props, "action" | "process">) {
  const t = useTranslations("collegial");
  const { kind, outcome, state, withdrawnAt } = action;
  if (outcome !== null) {
    const tone: Tone = outcome === "positive" ? "positive" : "danger";
    return <Badge tone={tone}>{t(`outcome.${kind}.${outcome}`)}</Badge>;
  }
  if (withdrawnAt !== null) {
    return (
      <span className="text-xs">
        {t("standing.withdrawn")} <Instant value={withdrawnAt} />
      </span>
    );
  }
  if (!action.isNow && state !== null) {
    return (
      <span className="text-ink-3 text-xs">
        {t("standing.later", { state: nameIn(process.states, state) })}
      </span>
    );
  }
  if (!action.able.some(({ isPresent }) => isPresent)) {
    return <Badge tone="warning">{t("standing.nobody")}</Badge>;
  }
  const standing = action.isItsTurn ? "standing.waiting" : "standing.turn";
  return <span className="text-ink-2 text-xs">{t(standing)}</span>;
}
