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
  const registers = useTranslations("registers.names");
  const format = useFormatter();
  const reason = useReason();
  const { register, lastId, lastAt, endAt, nextAt, pendingCount } = feed;
  const { watchedCount, waitingCount, skippedCount, unreadCount } = feed;
  const { comparedAt, comparing } = feed;
  const isWhole = skippedCount === 0 && unreadCount === 0;
  const missing = isWhole ? t("whole") : t("gaps", { skipped: skippedCount, unread: unreadCount });
  const figure = (value: number) => <span className="figures">{format.number(value)}</span>;
  return (
    <>
      <h3 className="font-[600]">{registers(register)}</h3>
      {feed.trouble === null ? null : (
        <Banner tone="danger">{t("trouble", { reason: reason(feed.trouble) })}</Banner>
      )}
      {comparing ? (
        <ProgressBar label={t("comparing")} done={comparing.done} total={comparing.of} />
      ) : null}
      <DefinitionList
        items={[
          {
            label: t(register === "isir_sk" ? "moment" : "place"),
            value: <Place lastId={lastId} lastAt={lastAt} />,
          },
          {
            label: t("end"),
            value: endAt ? <Instant value={endAt} style="relative" /> : t("never"),
          },
          { label: t("next"), value: <Instant value={nextAt} style="relative" /> },
          { label: t("watched"), value: figure(watchedCount) },
          ...(register === "isir_sk" ? [{ label: t("pending"), value: figure(pendingCount) }] : []),
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

/** An event's number, or a moment of the register's own clock. */
function Place({ lastId, lastAt }: Pick<Feed, "lastId" | "lastAt">) {
  const t = useTranslations("clock.feed");
  const format = useFormatter();
  if (lastAt !== null) return <Instant value={lastAt} />;
  return lastId === null ? t("never") : <span className="figures">{format.number(lastId)}</span>;
}

function useReason(): (trouble: string) => string {
  const t = useTranslations("clock.feed.reasons") as unknown as ((key: string) => string) & {
    has(key: string): boolean;
  };
  return (trouble) => t(t.has(trouble) ? trouble : "other");
}
