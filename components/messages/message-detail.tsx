"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { StateChip } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { AuditTrail } from "./audit-trail";
import { channelIcon, stateTone } from "./channel";
import { CancelDialog, DecideDialog } from "./decide-dialog";
import { MessageFacts } from "./message-facts";
import { MessageView } from "./message-view";
import { messageFile, postalLines, type Seen } from "./seen";

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
      <Head message={message} />
      <MessageView seen={seenOf(message)} />
      <Section title={t("facts")} level={3}>
        <MessageFacts message={message} />
      </Section>
      {may("audit:read") ? <AuditTrail messageId={message.id} /> : null}
    </div>
  );
}

/** Where it stands, and the question it asks. */
function Head({ message }: { message: Message }) {
  const t = useTranslations("messages");
  const may = useMay();
  const [asked, setAsked] = useState<"decide" | "cancel" | null>(null);
  const { channel, state, direction } = message;
  const Icon = channelIcon[channel];
  const isOpen = state === "uncertain" || state === "refused";
  const canSend = may("messages:send") && direction === "outbound";
  const close = () => setAsked(null);
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="inline-flex items-center gap-1.5 font-[600]">
          <Icon className="size-4 text-ink-3" aria-hidden />
          {t(`channels.${channel}`)}
        </span>
        <StateChip tone={stateTone[state]} look="wash">
          {t(`states.${state}`)}
        </StateChip>
        <span className="text-ink-2">{t(`directions.${direction}`)}</span>
        {canSend && state === "waiting" ? (
          <Button size="sm" className="ml-auto" onClick={() => setAsked("cancel")}>
            {t("decide.cancel")}
          </Button>
        ) : null}
      </p>
      {isOpen && direction === "outbound" ? (
        <Banner
          tone={state === "uncertain" ? "warning" : "danger"}
          title={t(state === "uncertain" ? "decide.uncertainTitle" : "decide.refusedTitle")}
          actions={
            canSend ? (
              <Button size="sm" onClick={() => setAsked("decide")}>
                {t("decide.action")}
              </Button>
            ) : null
          }
        >
          {t("decide.text")}
        </Banner>
      ) : null}
      {state === "unfiled" ? <Banner tone="warning">{t("detail.fileInbound")}</Banner> : null}
      {asked === "decide" ? <DecideDialog messageId={message.id} onClose={close} /> : null}
      {asked === "cancel" ? <CancelDialog messageId={message.id} onClose={close} /> : null}
    </div>
  );
}

function seenOf(message: Message): Seen {
  const { channel, subject, body, html, ourRef, yourRef, deliveryMode, files } = message;
  return {
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
