"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ActionObject } from "@/db/values/configuration";
import { trpc } from "../api/crm";
import { Instant } from "../format/instant";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { RunSheet } from "./run-sheet";
import { type LoggedRun, RunState } from "./run-state";

const SHOWN = 5;

/** The buttons that were pressed on a case or a party, newest first; silent without any. */
export function OwnRuns({ on, objectId }: { on: ActionObject; objectId: number }) {
  const t = useTranslations("configuration.log");
  const { data = [] } = trpc.configuration.actionRuns.useQuery({ on, objectId });
  const [isWhole, setWhole] = useState(false);
  const [shown, setShown] = useState<LoggedRun | null>(null);
  if (data.length === 0) return null;
  const more = data.length - SHOWN;
  return (
    <Section title={t("own")} count={data.length}>
      <ul className="grid gap-1.5">
        {data.slice(0, isWhole ? data.length : SHOWN).map((run) => (
          <li key={run.id} className="grid gap-0.5">
            <span className="flex items-baseline gap-2">
              <button
                type="button"
                onClick={() => setShown(run)}
                className="min-w-0 truncate rounded-xs text-left font-[550] hover:text-accent hover:underline"
              >
                {run.name}
              </button>
              <span className="ml-auto text-ink-3 text-xs">
                <Instant value={run.askedAt} style="relative" />
              </span>
            </span>
            <span className="flex min-w-0 items-center gap-2 text-xs">
              <RunState run={run} />
              <span className="ml-auto shrink-0 text-ink-3">{run.actorName}</span>
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && !isWhole ? (
        <Button kind="quiet" size="sm" className="mt-1" onClick={() => setWhole(true)}>
          {t("more", { count: more })}
        </Button>
      ) : null}
      {shown ? <RunSheet run={shown} onClose={() => setShown(null)} /> : null}
    </Section>
  );
}
