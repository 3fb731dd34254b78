"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";
import { DefinitionList } from "../ui/definition-list";
import { ProgressBar } from "../ui/progress-bar";
import { Section } from "../ui/section";

type Feed = RouterOutput["registers"]["feeds"][number];

const REFRESH_MS = 10_000;

/** How far the insolvency register's events were read; nothing stands here where nobody watches. */
export function InsolvencyFeed() {
  const t = useTranslations("clock.feed");
  const { data = [] } = trpc.registers.feeds.useQuery(undefined, { refetchInterval: REFRESH_MS });
  if (data.length === 0) return null;
  return (
    <Section title={t("title")}>
      <div className="grid gap-2">
        <p className="text-ink-2">{t("hint")}</p>
        {data.map((feed) => (
          <FeedState key={feed.register} feed={feed} />
        ))}
      </div>
    </Section>
  );
}

function FeedState({ feed }: { feed: Feed }) {
  const t = useTranslations("clock.feed");
  const format = useFormatter();
  const reason = useReason();
  const { lastId, endAt, nextAt, watchedCount, waitingCount, skippedCount, unreadCount } = feed;
  const { comparedAt, comparing } = feed;
  const isWhole = skippedCount === 0 && unreadCount === 0;
  const missing = isWhole ? t("whole") : t("gaps", { skipped: skippedCount, unread: unreadCount });
  const figure = (value: number) => <span className="figures">{format.number(value)}</span>;
  return (
    <>
      {feed.trouble === null ? null : (
        <Banner tone="danger">{t("trouble", { reason: reason(feed.trouble) })}</Banner>
      )}
      {comparing ? (
        <ProgressBar label={t("comparing")} done={comparing.done} total={comparing.of} />
      ) : null}
      <DefinitionList
        items={[
          { label: t("place"), value: lastId === null ? t("never") : figure(lastId) },
          {
            label: t("end"),
            value: endAt ? <Instant value={endAt} style="relative" /> : t("never"),
          },
          { label: t("next"), value: <Instant value={nextAt} style="relative" /> },
          { label: t("watched"), value: figure(watchedCount) },
          {
            label: t("compared"),
            value: comparedAt ? <Instant value={comparedAt} style="relative" /> : t("never"),
          },
          { label: t("waiting"), value: figure(waitingCount) },
          { label: t("missing"), value: missing },
        ]}
      />
    </>
  );
}

function useReason(): (trouble: string) => string {
  const t = useTranslations("clock.feed.reasons") as unknown as ((key: string) => string) & {
    has(key: string): boolean;
  };
  return (trouble) => t(t.has(trouble) ? trouble : "other");
}
