"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useAuditWords } from "../audit/audit-words";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { TextLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";

const SHOWN_MAX = 20;

/** Who did what with the template, newest first; all of it is one click away in the audit. */
export function TemplateHistory({ templateId }: { templateId: number }) {
  const t = useTranslations("templates.page.history");
  const words = useAuditWords();
  const errorText = useErrorText();
  const query = trpc.audit.list.useQuery({
    ...{ entity: "template", entityId: templateId, limit: SHOWN_MAX },
  });
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonRows rows={5} />;
  const { items } = query.data;
  if (items.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <div className="grid gap-2">
      <ol>
        {items.map((entry) => (
          <li
            key={entry.id}
            className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 border-rule border-b py-1.5 last:border-b-0"
          >
            <Instant value={entry.at} className="text-ink-2" />
            <div className="min-w-0">
              <p className="flex flex-wrap gap-x-2">
                <span className="font-[550]">{words.action(entry.action)}</span>
                <span className="text-ink-2">{words.actor(entry)}</span>
                {entry.caseId === null ? null : (
                  <TextLink href={`/cases/${entry.caseId}`}>{entry.refNo}</TextLink>
                )}
              </p>
              <p className="break-words text-ink-3 text-xs">{words.summary(entry)}</p>
            </div>
          </li>
        ))}
      </ol>
      <TextLink
        className="justify-self-start"
        href={`/audit?entity=template&entityId=${templateId}`}
      >
        {t("all")}
      </TextLink>
    </div>
  );
}
