"use client";

import { useTranslations } from "next-intl";
import { stateTone } from "../messages/channel";
import { sentOf } from "../messages/sent-of";
import { StateChip } from "../ui/badge";
import type { TimelineEvent } from "./event";
import type { Asked } from "./event-dialogs";

/** "SMS · Jana Nová", of an answer who wrote it. */
export function MessageTitle({ event }: { event: TimelineEvent }) {
  const t = useTranslations();
  const sent = sentOf(event.data);
  if (!sent) return t(event.kind === "reply" ? "timeline.kind.reply" : "timeline.kind.message");
  const [name, address] =
    event.kind === "reply"
      ? [sent.fromName, sent.fromAddress]
      : [sent.toName || (event.partyName ?? ""), sent.toAddress];
  const what = t(`messages.channels.${sent.channel}`);
  return (
    <>
      {event.kind === "reply" ? `${t("timeline.kind.reply")} (${what})` : what}
      <span className="font-normal text-ink-2">
        {" · "}
        <span title={address}>{name || address}</span>
      </span>
    </>
  );
}

type MessageBodyProps = { event: TimelineEvent; onAsk: (asked: Asked) => void };

/** Where the message stands by now, how it begins, and the way to the whole of it. */
export function MessageBody({ event, onAsk }: MessageBodyProps) {
  const t = useTranslations("messages");
  const sent = sentOf(event.data);
  const state = event.messageState;
  if (!sent) return <p className="line-clamp-3 whitespace-pre-wrap text-ink">{event.text}</p>;
  return (
    <button
      type="button"
      title={t("detail.open")}
      onClick={() => onAsk({ kind: "message", messageId: sent.messageId })}
      className="-mx-1 grid max-w-full gap-0.5 rounded-sm px-1 text-left hover:bg-hover"
    >
      <span className="line-clamp-2 break-words text-ink">{event.text}</span>
      <span className="flex flex-wrap items-baseline gap-x-2 text-xs">
        {state ? <StateChip tone={stateTone[state]}>{t(`states.${state}`)}</StateChip> : null}
        <span className="break-all text-ink-3">{sent.toAddress || sent.fromAddress}</span>
      </span>
    </button>
  );
}
