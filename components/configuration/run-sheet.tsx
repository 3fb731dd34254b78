"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { Sheet } from "../ui/sheet";
import { useCallReason } from "./reason";
import { type LoggedRun, RunObject, RunState } from "./run-state";

/** One press whole: on what, what was filled in, and what was answered. */
export function RunSheet({ run, onClose }: { run: LoggedRun; onClose: () => void }) {
  const t = useTranslations("configuration.log");
  const reasonOf = useCallReason();
  const { name, action, actorName, askedAt, endedAt, message, reason, input } = run;
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()} title={name} size="lg">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <DefinitionList
          items={[
            { label: t("state"), value: <RunState run={run} /> },
            { label: t("object"), value: <RunObject run={run} /> },
            { label: t("who"), value: actorName },
            { label: t("at"), value: <Instant value={askedAt} /> },
            { label: t("ended"), value: <Instant value={endedAt} /> },
            { label: t("reason"), value: reasonOf(reason) },
            { label: t("message"), value: message },
            { label: t("code"), value: <span className="code-figures">{action}</span> },
          ]}
        />
        <Section title={t("input")}>
          {input === null ? <p className="text-ink-3">{t("forgotten")}</p> : null}
          {input && Object.keys(input).length === 0 ? (
            <p className="text-ink-3">{t("noInput")}</p>
          ) : null}
          {input ? (
            <DefinitionList
              items={Object.entries(input).map(([key, value]) => ({
                ...{ key, label: <span className="code-figures">{key}</span> },
                value: value === null ? null : String(value),
              }))}
            />
          ) : null}
        </Section>
      </div>
    </Sheet>
  );
}
