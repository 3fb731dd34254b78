"use client";

import { useTranslations } from "next-intl";
import { CHANNELS, type Channel } from "@/db/values/messages";
import { Segmented } from "../ui/segmented";
import { channelIcon } from "./channel";

type ChannelChoiceProps = { value: Channel; onChange: (channel: Channel) => void };

/** By which way: all four in sight. */
export function ChannelChoice({ value, onChange }: ChannelChoiceProps) {
  const t = useTranslations("messages");
  return (
    <div className="overflow-x-auto [scrollbar-width:none]">
      <Segmented
        label={t("new.method")}
        value={value}
        onChange={onChange}
        options={CHANNELS.map((channel) => ({
          ...{ value: channel, label: t(`channels.${channel}`), icon: channelIcon[channel] },
        }))}
      />
    </div>
  );
}
