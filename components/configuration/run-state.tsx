"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/button";
import { useCallReason } from "./reason";

export type LoggedRun = RouterOutput["configuration"]["actionLog"]["items"][number];

const TONES = {
  waiting: "warning",
  running: "warning",
  done: "positive",
  refused: "danger",
  failed: "danger",
  unknown: "warning",
} as const;

/** What came of a press, with the program's own words where it had some. */
export function RunState({ run }: { run: LoggedRun }) {
  const t = useTranslations("configuration.log");
  const reasonOf = useCallReason();
  const { state, message, reason, openUrl } = run;
  const words = message ?? reasonOf(reason);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
      <span className="min-w-0 truncate text-ink-2" title={words}>
        {words}
      </span>
      {openUrl ? (
        <TextLink href={openUrl} target="_blank" rel="noopener noreferrer">
          {t("open")}
        </TextLink>
      ) : null}
    </span>
  );
}

/** What it was pressed on, leading there. */
export function RunObject({ run }: { run: LoggedRun }) {
  const t = useTranslations("configuration.log");
  const { on, objectId, caseId, refNo, partyName } = run;
  if (on === "party") {
    return <TextLink href={`/parties/${objectId}`}>{partyName ?? String(objectId)}</TextLink>;
  }
  if (caseId === null) return null;
  return (
    <span className="min-w-0 truncate">
      <TextLink href={`/cases/${caseId}`}>
        <span className="figures">{refNo}</span>
      </TextLink>
      {on === "claim" ? (
        <span className="text-ink-2"> · {t("claim", { id: String(objectId) })}</span>
      ) : null}
    </span>
  );
}
