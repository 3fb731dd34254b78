"use client";

import { Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCodeText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { Card } from "../ui/section";
import type { Health } from "./channel-dialog";
import { DelayedMessages } from "./delayed-messages";

type Words = ((key: string) => string) & { has(key: string): boolean };

export type ChannelCardProps = {
  health: Health;
  installSends: boolean;
  onSetUp: () => void;
};

/** One channel: by whom, what waits, what is wrong and since when. */
export function ChannelCard({ health, installSends, onSetUp }: ChannelCardProps) {
  const t = useTranslations("channels");
  const { channel, provider } = health;
  const isInstall = channel === "email" && (provider === null || provider === "install");
  const by = isInstall
    ? t(installSends ? "byInstall" : "keptHere")
    : provider === null
      ? t("nobody")
      : t(`providers.${provider as "smtp"}`);
  return (
    <Card
      title={t(`names.${channel}`)}
      hint={by}
      actions={
        <Button
          size="sm"
          icon={Settings2}
          aria-label={`${t("setUp")}: ${t(`names.${channel}`)}`}
          onClick={onSetUp}
        >
          {t("setUp")}
        </Button>
      }
    >
      <div className="grid gap-3">
        <Troubles health={health} />
        {channel === "data_box" ? <DelayedMessages /> : null}
        <DefinitionList columns={2} items={useFacts(health)} />
      </div>
    </Card>
  );
}

function Troubles({ health }: { health: Health }) {
  const t = useTranslations("channels");
  const reasons = useTranslations("channels.reasons") as unknown as Words;
  const codeText = useCodeText();
  const { trouble, troubleAt, pausedUntil, dealsBox } = health;
  const reasonOf = (reason: string) =>
    reasons.has(reason) ? reasons(reason) : (codeText(reason) ?? reason);
  return (
    <>
      {trouble ? (
        <Banner tone="danger" title={t("trouble")}>
          {reasonOf(trouble)} {t("troubleSince")} <Instant value={troubleAt} style="relative" />.{" "}
          {pausedUntil ? (
            <>
              {t("nextTry")} <Instant value={pausedUntil} />
            </>
          ) : null}
        </Banner>
      ) : null}
      {health.provider === null && health.channel !== "email" && health.waiting > 0 ? (
        <Banner tone="warning">{t("off", { count: health.waiting })}</Banner>
      ) : null}
      {health.officeMissing > 0 ? (
        <Banner tone="warning">{t("office.waiting", { count: health.officeMissing })}</Banner>
      ) : null}
      <ReadingTrouble title={t("readingFailed")} reading={health} reasonOf={reasonOf} />
      {dealsBox ? (
        <ReadingTrouble title={t("dealsReadingFailed")} reading={dealsBox} reasonOf={reasonOf} />
      ) : null}
      <PasswordWarning expiresAt={health.passwordExpiresAt} />
    </>
  );
}

type ReadingTroubleProps = {
  title: string;
  reading: Pick<Health, "readError" | "isReadingLate" | "readRetryAt">;
  reasonOf: (reason: string) => string;
};

function ReadingTrouble({ title, reading, reasonOf }: ReadingTroubleProps) {
  const t = useTranslations("channels");
  const { readError, isReadingLate, readRetryAt } = reading;
  if (!readError && !isReadingLate) return null;
  return (
    <Banner tone="warning" title={title}>
      {readError ? reasonOf(readError) : t("readingLate")}{" "}
      {readRetryAt ? (
        <>
          {t("nextTry")} <Instant value={readRetryAt} />
        </>
      ) : null}
    </Banner>
  );
}

const WARNED_DAYS = 14;

function PasswordWarning({ expiresAt }: { expiresAt: Date | null }) {
  const t = useTranslations("channels");
  if (!expiresAt || expiresAt.getTime() - Date.now() > WARNED_DAYS * 86_400_000) return null;
  return (
    <Banner tone="warning">
      {t("expires")} <Instant value={expiresAt} />
    </Banner>
  );
}

function useFacts(health: Health): Definition[] {
  const t = useTranslations("channels");
  const { waiting, waitingSince, uncertain, lastSentAt, readAt, webhookUrl, dealsBox } = health;
  return [
    {
      label: t("waiting"),
      value:
        waiting > 0 ? (
          <>
            <span className="figures">{waiting}</span>, {t("oldest")}{" "}
            <Instant value={waitingSince} style="relative" />
          </>
        ) : (
          "0"
        ),
    },
    { label: t("uncertain"), value: <span className="figures">{uncertain}</span> },
    { label: t("lastSent"), value: <Instant value={lastSentAt} style="relative" /> },
    // Nothing comes back by post.
    ...(health.channel === "letter"
      ? []
      : [{ label: t("lastRead"), value: <Instant value={readAt} style="relative" /> }]),
    ...(dealsBox
      ? [
          {
            label: t("dealsLastRead"),
            value: <Instant value={dealsBox.readAt} style="relative" />,
          },
        ]
      : []),
    ...(webhookUrl
      ? [
          {
            label: t("webhook"),
            value: <span className="code-figures break-all text-xs">{webhookUrl}</span>,
            action: <CopyButton value={webhookUrl} label={t("webhookCopy")} />,
          },
        ]
      : []),
  ];
}
