"use client";

import { useTranslations } from "next-intl";
import { cx } from "../ui/cx";
import { toneText, toneWash } from "../ui/tone";
import { type Reading, readingIcon, readingTone } from "./outcome";

type OutcomeMarkProps = { reading: Reading; look?: "plain" | "wash"; className?: string };

/** What an answer says, by word, colour and glyph. */
export function OutcomeMark({ reading, look = "plain", className }: OutcomeMarkProps) {
  const t = useTranslations("registers.readings");
  const Icon = readingIcon[reading];
  const tone = readingTone[reading];
  return (
    <span
      className={cx(
        "inline-flex max-w-full items-center gap-1.5 font-[550]",
        toneText[tone],
        look === "wash" && "h-5 rounded-sm px-1.5 text-xs",
        look === "wash" && toneWash[tone],
        className,
      )}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span className="truncate">{t(reading)}</span>
    </span>
  );
}
