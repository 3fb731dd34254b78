"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../../api/crm";
import { useErrorText } from "../../form/error-text";
import { Instant } from "../../format/instant";
import { Badge } from "../../ui/badge";
import { Button, ButtonLink } from "../../ui/button";
import { ErrorState } from "../../ui/empty-state";
import { Section } from "../../ui/section";

type VersionListProps = { category: string; onTake: ((version: number) => void) | undefined };

/** Every version that is or was in force: when, by whom, and how many cases go by it. */
export function VersionList({ category, onTake }: VersionListProps) {
  const t = useTranslations("processes.editor");
  const tVersion = useTranslations("processes.version");
  const errorText = useErrorText();
  const versions = trpc.processes.versions.useQuery({ category });
  const named = (number: number) =>
    number === 0 ? tVersion("delivered") : tVersion("own", { number });
  if (versions.error) {
    return (
      <ErrorState onRetry={() => void versions.refetch()} isRetrying={versions.isFetching}>
        {errorText(versions.error)}
      </ErrorState>
    );
  }
  return (
    <Section title={t("versions")} level={3}>
      <ul className="divide-y divide-rule">
        {versions.data?.map((version) => (
          <li key={version.number} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="font-[550]">{named(version.number)}</span>
            {version.status === "active" ? (
              <Badge tone="positive">{tVersion("inForce")}</Badge>
            ) : null}
            {version.isDeliveredNewer ? (
              <span className="text-ink-2">{t("deliveredNewer")}</span>
            ) : null}
            <span className="text-ink-2">{t("caseCount", { count: version.caseCount })}</span>
            {version.activatedAt ? (
              <span className="text-ink-2">
                {version.activatedByName}, <Instant value={version.activatedAt} />
              </span>
            ) : null}
            {version.note ? <span className="text-ink-2">{version.note}</span> : null}
            <span className="ml-auto flex gap-1">
              <ButtonLink
                size="sm"
                kind="quiet"
                aria-label={`${t("toDiagram")}: ${named(version.number)}`}
                href={`/processes?process=${category}&version=${version.number}`}
              >
                {t("toDiagram")}
              </ButtonLink>
              {onTake ? (
                <Button
                  size="sm"
                  kind="quiet"
                  aria-label={`${t("takeAsDraft")}: ${named(version.number)}`}
                  onClick={() => onTake(version.number)}
                >
                  {t("takeAsDraft")}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
