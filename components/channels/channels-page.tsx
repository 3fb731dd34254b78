"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { LeadMailCard } from "../leads/lead-mail-card";
import { Banner } from "../ui/banner";
import { ButtonLink } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { ChannelCard } from "./channel-card";
import { ChannelDialog, type Health } from "./channel-dialog";
import { RequestMailCard } from "./request-mail-card";

const REFRESH_MS = 10_000;

/** By whom messages leave and how they come back: each channel with how it is. */
export function ChannelsPage() {
  const t = useTranslations("channels");
  const errorText = useErrorText();
  const [open, setOpen] = useState<Health["channel"] | null>(null);
  const query = trpc.channels.health.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const shown = query.data?.channels.find(({ channel }) => channel === open);
  return (
    <div className="grid max-w-5xl gap-4">
      <div className="flex flex-wrap items-start gap-2">
        <p className="min-w-0 flex-1 text-ink-2">{t("hint")}</p>
        <ButtonLink href="/messages/unfiled">{t("unfiled.title")}</ButtonLink>
        <ButtonLink href="/messages/batches">{t("batches.title")}</ButtonLink>
      </div>
      {query.error ? (
        <Banner tone="danger" role="alert">
          {errorText(query.error)}
        </Banner>
      ) : null}
      {query.data?.isCatching ? <Banner tone="warning">{t("catching")}</Banner> : null}
      {query.data && !query.data.isOfficeInstalled ? (
        <Banner tone="info" title={t("office.title")}>
          {t("office.how")}
        </Banner>
      ) : null}
      {query.isPending ? <Skeleton className="h-80" /> : null}
      {query.data?.channels.map((health) => (
        <ChannelCard
          key={health.channel}
          health={health}
          installSends={query.data.installSends}
          onSetUp={() => setOpen(health.channel)}
        />
      ))}
      {query.data ? <RequestMailCard /> : null}
      {query.data?.channels.some(({ dealsBox }) => dealsBox) ? <LeadMailCard /> : null}
      {shown ? <ChannelDialog health={shown} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}
