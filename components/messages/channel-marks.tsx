"use client";

import { useTranslations } from "next-intl";
import type { Channel } from "@/db/values/messages";
import { channelIcon } from "./channel";

/** The sign of a channel, named to a screen reader (unless its name stands beside it) and on hover. */
export function ChannelMark({ channel, isSilent }: { channel: Channel; isSilent?: boolean }) {
  const t = useTranslations("messages.channels");
  const Icon = channelIcon[channel];
  return (
    <span title={t(channel)} className="inline-flex shrink-0">
      <Icon className="size-3.5 text-ink-3" aria-hidden />
      {isSilent ? null : <span className="sr-only">{t(channel)}</span>}
    </span>
  );
}

/** By which channels a step goes, the first that reaches the debtor. */
export function ChannelMarks({ channels }: { channels: readonly Channel[] }) {
  return (
    <span className="inline-flex gap-1.5">
      {channels.map((channel) => (
        <ChannelMark key={channel} channel={channel} />
      ))}
    </span>
  );
}
