"use client";

import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { AuditTrail } from "./audit-trail";
import { MessageFacts } from "./message-facts";
import { MessageHead } from "./message-head";
import { MessageView } from "./message-view";
import { messageFile, messagePages, postalLines, type Seen } from "./seen";

export type Message = RouterOutput["messages"]["get"];

/** Reading is written down, so what is on screen is not asked for again by a click on the window. */
const READ_AGAIN_MS = 5 * 60_000;

/** Everything about one message: as it was sent, what is known of it, what can still be done. */
export function MessageDetail({ messageId }: { messageId: number }) {
  const t = useTranslations("messages.detail");
  const errorText = useErrorText();
  const may = useMay();
  const query = trpc.messages.get.useQuery(
    { messageId },
    { staleTime: READ_AGAIN_MS, refetchOnWindowFocus: false },
  );
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonLines lines={8} />;
  const message = query.data;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <MessageHead message={message} />
      <MessageView seen={seenOf(message)} />
      <Section title={t("facts")} level={3}>
        <MessageFacts message={message} />
      </Section>
      {may("audit:read") ? <AuditTrail messageId={message.id} /> : null}
    </div>
  );
}

function seenOf(message: Message): Seen {
  const { channel, subject, body, html, ourRef, yourRef, deliveryMode, files } = message;
  const { pagesFileId } = message;
  return {
    pagesHref: pagesFileId === null ? null : messagePages(message.id, pagesFileId),
    ...{ channel, subject, body, html, ourRef, yourRef, deliveryMode },
    from: { address: message.fromAddress, name: message.fromName },
    to: [{ address: message.toAddress, name: message.toName }],
    postal: postalLines(message.toPostal),
    files: files.map(({ fileId, name, sizeBytes }) => {
      return { name, sizeBytes, href: messageFile(message.id, fileId) };
    }),
    at: message.sentAt ?? message.createdAt,
    unresolved: [],
  };
}
