"use client";

import { Gavel, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Button, TextLink } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { cx } from "../ui/cx";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { MoreMenu } from "../ui/menu";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { DeleteProceeding } from "./delete-proceeding";
import { dayFields, type Proceeding } from "./proceeding";
import { ProceedingSheet } from "./proceeding-sheet";
import { ProceedingState } from "./proceeding-state";

type Asked = { kind: "new" } | { kind: "edit" | "delete"; proceeding: Proceeding };

/** Proceedings of one case: before whom, under which mark, how far. */
export function CaseProceedings({ caseId }: { caseId: number }) {
  const t = useTranslations("proceedings");
  const errorText = useErrorText();
  const may = useMay();
  const query = trpc.proceedings.ofCase.useQuery({ caseId });
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const add = may("cases:edit") ? (
    <Button size="sm" icon={Plus} onClick={() => setAsked({ kind: "new" })}>
      {t("new")}
    </Button>
  ) : null;
  return (
    <Section title={t("title")} count={query.data?.length} actions={add}>
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
      ) : query.data === undefined ? (
        <SkeletonRows rows={3} />
      ) : query.data.length === 0 ? (
        <EmptyState icon={Gavel} title={t("empty")}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ul className="-mt-2">
          {query.data.map((proceeding) => (
            <ProceedingLine key={proceeding.id} proceeding={proceeding} onAsk={setAsked} />
          ))}
        </ul>
      )}
      {asked?.kind === "new" ? <ProceedingSheet caseId={caseId} onClose={close} /> : null}
      {asked?.kind === "edit" ? (
        <ProceedingSheet caseId={caseId} proceeding={asked.proceeding} onClose={close} />
      ) : null}
      {asked?.kind === "delete" ? (
        <DeleteProceeding proceeding={asked.proceeding} onClose={close} />
      ) : null}
    </Section>
  );
}

type LineProps = { proceeding: Proceeding; onAsk: (asked: Asked) => void };

function ProceedingLine({ proceeding, onAsk }: LineProps) {
  const t = useTranslations("proceedings");
  const shell = useTranslations("shell.actions");
  const may = useMay();
  const { kind, courtFileMark, authorityPartyId, authorityName, state, note } = proceeding;
  return (
    <li
      className={cx("grid gap-1.5 border-rule border-b py-3", state === "closed" && "text-ink-2")}
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="text-ink-2">{t(`kind.${kind}`)}</span>
            {courtFileMark ? (
              <span className="inline-flex items-center gap-1">
                <span className="code-figures font-[620] text-md">{courtFileMark}</span>
                <CopyButton value={courtFileMark} label={t("fields.courtFileMark")} />
              </span>
            ) : (
              <span className="text-ink-3">{t("fields.noMark")}</span>
            )}
            <ProceedingState state={state} look="wash" />
          </p>
          {authorityPartyId ? (
            <TextLink href={`/parties/${authorityPartyId}`}>{authorityName}</TextLink>
          ) : null}
        </div>
        {may("cases:edit") ? (
          <MoreMenu
            entries={[
              {
                label: shell("edit"),
                icon: Pencil,
                onSelect: () => onAsk({ kind: "edit", proceeding }),
              },
              {
                label: shell("delete"),
                icon: Trash2,
                danger: true,
                onSelect: () => onAsk({ kind: "delete", proceeding }),
              },
            ]}
          />
        ) : null}
      </div>
      <Days proceeding={proceeding} />
      {note ? <p className="whitespace-pre-wrap text-ink-2">{note}</p> : null}
    </li>
  );
}

/** The course of a proceeding as a short ruler: the days that have come, in order. */
function Days({ proceeding }: { proceeding: Proceeding }) {
  const t = useTranslations("proceedings.fields");
  const known = dayFields.filter((key) => proceeding[key] !== null);
  if (known.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1">
      {known.map((key) => (
        <div key={key} className="flex items-baseline gap-1.5">
          <dt className="text-ink-3 text-xs">{t(key)}</dt>
          <dd>
            <Day value={proceeding[key]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
