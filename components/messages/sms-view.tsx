"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { Phone } from "../format/phone";
import { MarkedText } from "./marked-text";
import type { Seen } from "./seen";

/** An SMS as a bubble on the telephone of its recipient. */
export function SmsView({ seen }: { seen: Seen }) {
  const t = useTranslations("messages.view");
  const { from, to, body, at, unresolved } = seen;
  return (
    <article className="mx-auto w-full max-w-76 rounded-[26px] border border-edge bg-sunken p-2">
      <div className="grid min-h-64 content-start gap-3 rounded-[19px] border border-rule bg-surface px-3 pt-3 pb-5">
        <header className="grid justify-items-center gap-0.5 border-rule border-b pb-2 text-center">
          <h3 className="max-w-full truncate font-[620]">{from.name || from.address}</h3>
          <p className="flex flex-wrap justify-center gap-x-2 text-ink-2 text-xs">
            {t("to")}:{" "}
            {to.map(({ address }) => (
              <Phone key={address} e164={address} />
            ))}
          </p>
        </header>
        {at ? <Instant value={at} className="text-center text-ink-2 text-xs" /> : null}
        <p className="relative mr-6 justify-self-start whitespace-pre-wrap break-words rounded-[16px] rounded-bl-[4px] bg-selected px-3 py-2 text-ink">
          <MarkedText text={body} unresolved={unresolved} />
        </p>
      </div>
    </article>
  );
}
