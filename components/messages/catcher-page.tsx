"use client";

import { Inbox, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { CHANNELS, type Channel } from "@/db/values/messages";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { TextInput } from "../form/text-input";
import { PageBody } from "../shell/page-header";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { type Caught, CaughtItem } from "./caught-item";
import { CaughtMessage } from "./caught-message";
import { MessagesHead } from "./messages-head";

const refreshMs = 3_000;
/** Pages of the list are as long as the server makes them. */
const PAGE = 50;

/** Everything that this install kept instead of sending, as its recipients would see it. */
export function CatcherPage() {
  const t = useTranslations("messages.catcher");
  const counts = trpc.messages.counts.useQuery();
  const [channel, setChannel] = useState<Channel | "all">("all");
  const [text, setText] = useState("");
  return (
    <>
      <MessagesHead />
      <PageBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {counts.data ? (
          <Banner tone={counts.data.isCatching ? "info" : "warning"}>
            {t(counts.data.isCatching ? "banner" : "live")}
          </Banner>
        ) : null}
        <Tools {...{ channel, setChannel, text, setText }} />
        <CaughtList key={`${channel} ${text}`} channel={channel} text={text} />
      </PageBody>
    </>
  );
}

type ToolsProps = {
  channel: Channel | "all";
  setChannel: (channel: Channel | "all") => void;
  text: string;
  setText: (text: string) => void;
};

function Tools({ channel, setChannel, text, setText }: ToolsProps) {
  const t = useTranslations("messages");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="max-w-full overflow-x-auto [scrollbar-width:none]">
        <Segmented
          label={t("catcher.channel")}
          value={channel}
          onChange={setChannel}
          options={[
            { value: "all", label: t("catcher.all") },
            ...CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) })),
          ]}
        />
      </div>
      <div className="w-72 max-w-full">
        <TextInput
          type="search"
          icon={Search}
          aria-label={t("catcher.search")}
          placeholder={t("catcher.search")}
          value={text}
          onChange={setText}
        />
      </div>
    </div>
  );
}

function CaughtList({ channel, text }: Pick<ToolsProps, "channel" | "text">) {
  const t = useTranslations("messages.catcher");
  const errorText = useErrorText();
  const [chosen, setChosen] = useState<number | null>(null);
  const query = trpc.messages.caught.useInfiniteQuery(
    { ...(channel === "all" ? {} : { channel }), ...(text.trim() ? { text: text.trim() } : {}) },
    {
      getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
      refetchInterval: refreshMs,
    },
  );
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonRows rows={6} />;
  const all = query.data.pages.flat();
  const [newest] = all;
  if (!newest) {
    return (
      <EmptyState icon={Inbox} title={t("empty")}>
        {t("emptyHint")}
      </EmptyState>
    );
  }
  const shown = all.find(({ id }) => id === chosen) ?? newest;
  return (
    <Reader {...{ all, shown, setChosen }}>
      {query.hasNextPage ? (
        <Button
          kind="quiet"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("older")}
        </Button>
      ) : null}
    </Reader>
  );
}

type ReaderProps = {
  all: readonly Caught[];
  shown: Caught;
  setChosen: (id: number) => void;
  children: ReactNode;
};

/** The list at the left, the message beside it; on a phone under its own line. */
function Reader({ all, shown, setChosen, children }: ReaderProps) {
  const t = useTranslations("messages.catcher");
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <div className="grid min-w-0 gap-2 lg:sticky lg:top-14 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto">
        <ul aria-label={t("list")} className="grid min-w-0 border-rule border-t">
          {all.map((caught) => (
            <li key={caught.id} className="min-w-0 border-rule border-b">
              <CaughtItem
                caught={caught}
                isShown={caught.id === shown.id}
                onShow={() => setChosen(caught.id)}
              />
              {caught.id === shown.id ? (
                <div className="pt-1 pb-3 lg:hidden">
                  <CaughtMessage caught={caught} />
                </div>
              ) : null}
            </li>
          ))}
        </ul>
        {children}
      </div>
      <div className="min-w-0 max-lg:hidden">
        <CaughtMessage caught={shown} />
      </div>
    </div>
  );
}
