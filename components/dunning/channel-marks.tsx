"use client";

import { Landmark, type LucideIcon, Mail, MailOpen, MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Channel } from "@/db/values/messages";

const ICONS: Record<Channel, LucideIcon> = {
  email: MailOpen,
  sms: MessageSquareText,
  letter: Mail,
  data_box: Landmark,
};

/** The sign of a channel, named to a screen reader and on hover. */
export function ChannelMark({ channel }: { channel: Channel }) {
  const t = useTranslations("messages.channels");
  const Icon = ICONS[channel];
  return (
    <span title={t(channel)} className="inline-flex shrink-0">
      <Icon className="size-3.5 text-ink-3" aria-hidden />
      <span className="sr-only">{t(channel)}</span>
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
