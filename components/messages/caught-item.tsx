"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { Instant } from "../format/instant";
import { cx } from "../ui/cx";
import { channelIcon } from "./channel";

export type Caught = RouterOutput["messages"]["caught"][number];

type CaughtItemProps = { caught: Caught; isShown: boolean; onShow: () => void };

/** One line of the catcher: by which way, to whom, how it begins. */
export function CaughtItem({ caught, isShown, onShow }: CaughtItemProps) {
  const t = useTranslations("messages");
  const Icon = channelIcon[caught.channel];
  const { toName } = caught.details as { toName?: string };
  return (
    <button
      type="button"
      aria-current={isShown ? "true" : undefined}
      onClick={onShow}
      className={cx(
        "grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2 px-2 py-1.5 text-left focus-visible:-outline-offset-2",
        isShown ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <Icon className="size-3.5 self-center text-ink-2" aria-hidden />
      <span className="truncate font-[600]">
        <span className="sr-only">{t(`channels.${caught.channel}`)}: </span>
        {toName || caught.toAddress}
      </span>
      <Instant value={caught.caughtAt} style="relative" className="text-ink-2 text-xs" />
      <span className="col-span-2 col-start-2 truncate text-ink-2">
        {caught.subject || caught.body}
      </span>
    </button>
  );
}
