"use client";

import { useLocale } from "next-intl";

const UNITS = ["B", "kB", "MB", "GB"] as const;

/** Size of a file as people read it: "823 kB", "1,4 MB". */
export function fileSizeText(bytes: number, decimalMark: string): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const text = unit > 1 && value < 99.95 ? value.toFixed(1) : String(Math.round(value));
  return `${text.replace(".", decimalMark)}\u00a0${UNITS[unit]}`;
}

export function FileSize({ bytes }: { bytes: number | null }) {
  const locale = useLocale();
  if (bytes === null) return null;
  return (
    <span className="figures whitespace-nowrap text-ink-3 text-xs">
      {fileSizeText(bytes, locale === "en" ? "." : ",")}
    </span>
  );
}
