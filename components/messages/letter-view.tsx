"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { DocumentFrame } from "./document-frame";
import { FileChips } from "./file-chips";
import { HtmlFrame } from "./html-frame";
import { MarkedText } from "./marked-text";
import type { Seen } from "./seen";

/** A letter as a sheet of paper: sender, address behind the window, references, text. */
export function LetterView({ seen }: { seen: Seen }) {
  const t = useTranslations("messages");
  const { from, to, postal, subject, body, html, files, at, deliveryMode, unresolved } = seen;
  const { pagesHref } = seen;
  const lines = postal.length > 0 ? postal : to.map(({ name, address }) => `${name}\n${address}`);
  return (
    <div className="grid gap-2">
      <article className="grid min-h-96 content-start gap-5 border border-rule bg-[#ffffff] px-6 py-6 text-[#1d1f24] shadow-dialog md:px-9">
        <header className="flex flex-wrap justify-between gap-4">
          <div className="text-xs">
            <p className="font-[620]">{from.name || from.address}</p>
            {from.name ? <p className="break-all">{from.address}</p> : null}
          </div>
          <div className="ml-auto w-full max-w-60">
            {deliveryMode ? (
              <p className="mb-1 text-right font-[620] text-xs uppercase tracking-wide">
                {t(`deliveryModes.${deliveryMode}`)}
              </p>
            ) : null}
            <address
              aria-label={t("view.window")}
              className="min-h-20 whitespace-pre-line rounded-sm border border-[#9aa0aa] px-3 py-2 not-italic"
            >
              {lines.join("\n")}
            </address>
          </div>
        </header>
        <References seen={seen} />
        {subject ? (
          <h3 className="font-[650]">
            <MarkedText text={subject} unresolved={unresolved} />
          </h3>
        ) : null}
        {pagesHref ? (
          <DocumentFrame src={pagesHref} title={t("view.pages")} className="-mx-3 md:-mx-6" />
        ) : html ? (
          <HtmlFrame html={html} title={t("view.body")} />
        ) : (
          <p className="whitespace-pre-wrap break-words">
            {body ? <MarkedText text={body} unresolved={unresolved} /> : t("view.attachedLetter")}
          </p>
        )}
        {at ? (
          <p className="text-xs">
            <Instant value={at} />
          </p>
        ) : null}
      </article>
      <FileChips files={files} />
    </div>
  );
}

function References({ seen: { ourRef, yourRef } }: { seen: Seen }) {
  const t = useTranslations("messages.new");
  if (!ourRef && !yourRef) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-xs">
      {yourRef ? (
        <>
          <dt>{t("yourRef")}</dt>
          <dd>{yourRef}</dd>
        </>
      ) : null}
      {ourRef ? (
        <>
          <dt>{t("ourRef")}</dt>
          <dd>{ourRef}</dd>
        </>
      ) : null}
    </dl>
  );
}
