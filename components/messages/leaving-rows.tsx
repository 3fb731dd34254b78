"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Currency } from "@/server/kernel/money";
import { formatMoney } from "@/server/kernel/money";
import { ChannelMark } from "./channel-marks";
import { type Leaving, useLeavingLines } from "./use-leaving-text";

/** By which channels how many for how much, and when: lines of a list of terms (`TermRow`). */
export function LeavingRows({ leaving }: { leaving: Leaving }) {
  const t = useTranslations("messages");
  const lines = useLeavingLines()(leaving);
  const { channels } = leaving;
  if (channels.length === 0) return null;
  return (
    <>
      {channels.map((row) => (
        <TermRow
          key={row.channel}
          term={
            <span className="inline-flex items-center gap-1.5">
              <ChannelMark channel={row.channel} isSilent />
              {t(`channels.${row.channel}`)}
            </span>
          }
        >
          <ChannelSum row={row} />
        </TermRow>
      ))}
      <TermRow term={t("leaving.price")}>
        <Prices channels={channels} />
        <PriceHint channels={channels} />
      </TermRow>
      <TermRow term={t("leaving.when")}>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </TermRow>
    </>
  );
}

/** Lines of terms: the words as wide as they are, what they say at the other edge. */
export function TermList({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">{children}</dl>
  );
}

type TermRowProps = { term: ReactNode; children: ReactNode };

export function TermRow({ term, children }: TermRowProps) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="text-right [&_ul]:justify-end">{children}</dd>
    </>
  );
}

function ChannelSum({ row }: { row: Leaving["channels"][number] }) {
  const t = useTranslations("messages.leaving");
  const format = useFormatter();
  const locale = useLocale();
  const count = format.number(row.count);
  if (row.priceMinor === 0) return <span className="figures font-[620]">{count}</span>;
  const price = formatMoney(row.priceMinor, row.currency, locale);
  return <span className="figures font-[620]">{t("each", { count, price })}</span>;
}

/** Each currency by itself: nobody exchanges one for another here. */
function Prices({ channels }: Pick<Leaving, "channels">) {
  const t = useTranslations("messages.leaving");
  const locale = useLocale();
  const sums = new Map<Currency, number>();
  for (const { currency, count, priceMinor } of channels) {
    if (priceMinor > 0) sums.set(currency, (sums.get(currency) ?? 0) + count * priceMinor);
  }
  if (sums.size === 0) return <span className="text-ink-2">{t("free")}</span>;
  return (
    <span className="figures">
      {[...sums].map(([currency, minor]) => formatMoney(minor, currency, locale)).join(" + ")}
    </span>
  );
}

function PriceHint({ channels }: Pick<Leaving, "channels">) {
  const t = useTranslations("messages.leaving");
  const paid = channels.filter(({ priceMinor }) => priceMinor > 0);
  if (paid.length === 0) return null;
  const isKnown = paid.every((row) => row.isKnown);
  return <span className="block text-ink-3 text-xs">{t(isKnown ? "known" : "byList")}</span>;
}
