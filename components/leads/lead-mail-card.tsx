"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ButtonLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { ErrorState } from "../ui/empty-state";
import { Card } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";

const REFRESH_MS = 10_000;

/** The mailbox of deals and the forms: what came, what waits, what nobody could read. */
export function LeadMailCard() {
  const t = useTranslations("leads.card");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.leads.figures.useQuery(undefined, {
    refetchInterval: REFRESH_MS,
  });
  const items = data
    ? (
        [
          ["day", data.dayCount],
          ["week", data.weekCount],
          ["opened", data.openedCount],
          ["threaded", data.threadedCount],
          ["waiting", data.waitingCount],
          ["dead", data.deadCount],
          ["unmarked", data.unmarkedCount],
          ["forms", data.formCount],
          ["quarantined", data.quarantinedCount],
        ] as const
      ).map(([key, count]) => ({
        label: t(key),
        value: <span className="figures">{count}</span>,
      }))
    : [];
  return (
    <Card
      title={t("title")}
      hint={t("hint")}
      actions={
        <ButtonLink size="sm" href="/settings/leads">
          {t("rules")}
        </ButtonLink>
      }
    >
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <DefinitionList columns={2} items={items} />
      ) : (
        <SkeletonLines lines={4} />
      )}
    </Card>
  );
}
