"use client";

import { Vault } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatInstant } from "@/server/kernel/days";
import { DefinitionList } from "../ui/definition-list";
import { DocumentFrame } from "./document-frame";
import { FileChips } from "./file-chips";
import { MarkedText } from "./marked-text";
import type { Seen } from "./seen";

/** A data message as the viewer of a data box shows it: its head, then what is enclosed. */
export function DataBoxView({ seen }: { seen: Seen }) {
  const t = useTranslations("messages");
  const locale = useLocale();
  const { from, to, subject, body, files, at, ourRef, yourRef, unresolved } = seen;
  return (
    <article className="overflow-hidden rounded-lg border border-rule bg-surface">
      <header className="flex items-center gap-2 bg-info-wash px-4 py-2 font-[620] text-info">
        <Vault className="size-4" aria-hidden />
        <h3>{t("view.dataBoxHeader")}</h3>
      </header>
      <div className="grid gap-3 px-4 py-3">
        <DefinitionList
          labelWidth="6.5rem"
          items={[
            {
              label: t("new.matter"),
              value: <MarkedText text={subject} unresolved={unresolved} />,
            },
            { label: t("view.from"), value: from.name || from.address },
            {
              label: t("view.to"),
              value: to.map(({ name, address }) => `${name} (${address})`).join(", "),
            },
            { label: t("new.ourRef"), value: ourRef },
            { label: t("new.yourRef"), value: yourRef },
            ...(at ? [{ label: t("detail.sentAt"), value: formatInstant(at, locale) }] : []),
          ]}
        />
        {body ? (
          <p className="whitespace-pre-wrap break-words border-rule border-t pt-3">
            <MarkedText text={body} unresolved={unresolved} />
          </p>
        ) : null}
        {seen.pagesHref ? <DocumentFrame src={seen.pagesHref} title={t("view.pages")} /> : null}
        <FileChips files={files} />
      </div>
    </article>
  );
}
