"use client";

import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { useIsLive } from "../push/live-cases";
import { Composer } from "../requests/composer";
import { hasDraft } from "../requests/drafts";
import { EndedBanner, isOpen } from "../requests/ended-banner";
import { StaleBanner } from "../requests/stale-banner";
import { cx } from "../ui/cx";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { PostFiles } from "./post-files";
import { MailOfPost, OtherMails, useRequestMails } from "./request-mails";

/** What the client of a request and we wrote to each other, and where we answer. */
export function Conversation({ caseId }: { caseId: number }) {
  const t = useTranslations("requests");
  const errorText = useErrorText();
  const mayWrite = useMay()("cases:edit");
  const isLive = useIsLive();
  const { data, error, refetch } = trpc.portal.posts.useQuery(
    { caseId },
    { refetchInterval: isLive ? false : REFETCH_MS },
  );
  const mails = useRequestMails(caseId);
  const thread = trpc.requests.thread.useQuery(
    { caseId },
    { refetchInterval: isLive ? false : REFETCH_MS },
  );
  const isEnded = thread.data ? !isOpen(thread.data) : thread.isPending;
  const mailOf = (postId: number) => mails?.mails.find((mail) => mail.postId === postId);
  return (
    <Section title={t("title")} className="mb-6">
      {error && data ? <StaleBanner error={error} retry={() => void refetch()} /> : null}
      {error && !data ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <div role="log" aria-label={t("title")}>
          <ol className="grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-2">
            {data.length === 0 ? <li className="text-ink-2">{t("none")}</li> : null}
            {data.map((post) => (
              <li
                key={post.id}
                className={cx(
                  "rounded-md px-3 py-2",
                  post.author === "client" ? "mr-8 bg-sunken" : "ml-8 bg-selected",
                )}
              >
                <p className="flex flex-wrap gap-x-2 text-ink-2 text-xs">
                  <span className="font-[600] text-ink">{post.authorName}</span>
                  <Instant value={post.at} />
                  <MailOfPost mail={mailOf(post.id)} />
                </p>
                <p className="whitespace-pre-line break-words">
                  {post.text || <span className="text-ink-3">{t("erased")}</span>}
                </p>
                <PostFiles files={post.files} />
              </li>
            ))}
          </ol>
        </div>
      ) : (
        <SkeletonLines lines={3} />
      )}
      {mails ? <OtherMails caseId={caseId} mails={mails.mails} /> : null}
      {thread.data ? <EndedBanner thread={thread.data} /> : null}
      {mayWrite && (!isEnded || hasDraft(caseId)) ? (
        <Composer key={caseId} caseId={caseId} isEnded={isEnded} />
      ) : null}
    </Section>
  );
}

/** Only while no stream says by itself that the client has written. */
const REFETCH_MS = 10_000;
