"use client";

import { Inbox, Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { LeadMarks } from "../leads/lead-marks";
import { Quarantine } from "../leads/quarantine";
import { PageBody, PageHeader } from "../shell/page-header";
import { Button, buttonClass } from "../ui/button";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { LoadMore } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { DelayedMessages } from "./delayed-messages";
import { OpenRequestDialog } from "./open-request-dialog";
import { DismissDialog, FileDialog } from "./unfiled-dialogs";
import { RequestButton, WaitingMarks } from "./unfiled-request";

export type Unfiled = RouterOutput["channels"]["unfiled"]["items"][number];
export type OpenKind = "file" | "dismiss" | "request";
type Open = { kind: OpenKind; message: Unfiled } | null;
export type Waiting = RouterOutput["requestMails"]["waiting"][number];
type Words = ((key: string) => string) & { has(key: string): boolean };

/** What came and belongs to no case yet: a person says where to, or that nowhere. */
export function UnfiledPage() {
  const t = useTranslations("channels.unfiled");
  const errorText = useErrorText();
  const [open, setOpen] = useState<Open>(null);
  const query = trpc.channels.unfiled.useInfiniteQuery(
    { limit: 50 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const { data: waiting } = trpc.requestMails.waiting.useQuery();
  const { data: leads } = trpc.leads.waiting.useQuery();
  return (
    <>
      <PageHeader title={t("title")} />
      <PageBody>
        <div className="grid max-w-5xl gap-3">
          <p className="text-ink-2">{t("hint")}</p>
          <DelayedMessages />
          {query.error ? (
            <ErrorState onRetry={() => void query.refetch()} isRetrying={query.isFetching}>
              {errorText(query.error)}
            </ErrorState>
          ) : null}
          {query.isPending ? <SkeletonRows rows={4} /> : null}
          {query.isSuccess && items.length === 0 ? (
            <EmptyState icon={Inbox} title={t("empty")} />
          ) : null}
          <ul className="grid gap-2">
            {items.map((message) => (
              <UnfiledItem
                key={message.id}
                message={message}
                waiting={waiting?.find(({ messageId }) => messageId === message.id)}
                lead={leads?.find(({ messageId }) => messageId === message.id)}
                onOpen={(kind) => setOpen({ kind, message })}
              />
            ))}
          </ul>
          <LoadMore
            hasMore={query.hasNextPage}
            isLoading={query.isFetchingNextPage}
            onLoad={() => void query.fetchNextPage()}
          />
          <Quarantine />
        </div>
      </PageBody>
      {open?.kind === "file" ? (
        <FileDialog message={open.message} onClose={() => setOpen(null)} />
      ) : null}
      {open?.kind === "request" ? (
        <OpenRequestDialog message={open.message} onClose={() => setOpen(null)} />
      ) : null}
      {open?.kind === "dismiss" ? (
        <DismissDialog message={open.message} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

type ItemProps = {
  message: Unfiled;
  waiting: Waiting | undefined;
  lead: RouterOutput["leads"]["waiting"][number] | undefined;
  onOpen: (kind: OpenKind) => void;
};

function UnfiledItem({ message, waiting, lead, onOpen }: ItemProps) {
  const t = useTranslations("channels");
  const troubles = useTranslations("channels.unfiled.troubles") as unknown as Words;
  const may = useMay();
  const { channel, kind, fromName, fromAddress, subject, body, theirRef, trouble, at } = message;
  const named = `${fromName || fromAddress || t("unfiled.nobody")}, ${subject || t("unfiled.noSubject")}`;
  return (
    <li className="rounded-lg border border-rule bg-surface p-3">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-[600]">{fromName || fromAddress || t("unfiled.nobody")}</span>
        {fromName ? <span className="text-ink-2">{fromAddress}</span> : null}
        <span className="text-ink-3 text-xs">
          {t(`names.${channel}`)}
          {kind === "person" ? null : ` · ${t(`unfiled.kinds.${kind}`)}`}
        </span>
        <Instant value={at} style="relative" className="ml-auto text-ink-2" />
      </div>
      <p className="font-[550]">
        {subject || t("unfiled.noSubject")}
        {theirRef ? <span className="pl-2 font-normal text-ink-2">{theirRef}</span> : null}
      </p>
      {trouble ? (
        <p className="text-warning">{troubles.has(trouble) ? troubles(trouble) : trouble}</p>
      ) : null}
      {waiting ? <WaitingMarks waiting={waiting} /> : null}
      {lead ? <LeadMarks lead={lead} named={named} isReadable={kind !== "unreadable"} /> : null}
      <p className="line-clamp-4 whitespace-pre-line text-ink-2">{body}</p>
      <div className="flex flex-wrap items-center gap-1.5 pt-2">
        {message.files.map((file) => (
          <a
            key={file.fileId}
            href={`/api/files/messages/${message.id}/${file.fileId}`}
            className={buttonClass({ size: "sm", className: "max-w-full font-normal!" })}
          >
            <Paperclip className="size-3.5 shrink-0 text-ink-3" aria-hidden />
            <span className="truncate">{file.name}</span>
          </a>
        ))}
        {may("messages:send") ? (
          <span className="ml-auto flex flex-wrap gap-1.5">
            <Button
              size="sm"
              kind="quiet"
              aria-label={`${t("unfiled.dismiss")}: ${named}`}
              onClick={() => onOpen("dismiss")}
            >
              {t("unfiled.dismiss")}
            </Button>
            <Button
              size="sm"
              aria-label={`${t("unfiled.file")}: ${named}`}
              onClick={() => onOpen("file")}
            >
              {t("unfiled.file")}
            </Button>
            {channel === "email" ? <RequestButton {...{ message, named, onOpen }} /> : null}
          </span>
        ) : null}
      </div>
    </li>
  );
}
