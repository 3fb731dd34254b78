"use client";

import { CircleCheck, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { DocumentFrame } from "../messages/document-frame";
import { FileSize } from "../timeline/file-size";
import { Banner } from "../ui/banner";
import { buttonClass } from "../ui/button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { ProblemList } from "./problem-list";
import { splitUnresolved } from "./split-unresolved";
import {
  type LetterAddress,
  letterAddress,
  type ShownLetter,
  type TemplateDetail,
} from "./template";

type LetterViewProps = { letter: ShownLetter; detail: TemplateDetail; address: LetterAddress };

/** A letter as its recipient would get it: what it lacks, the lines around it, the document. */
export function LetterView({ letter, detail, address }: LetterViewProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Findings letter={letter} detail={detail} versionId={address.versionId} />
      <Lines letter={letter} detail={detail} />
      <LetterBody letter={letter} detail={detail} address={address} />
      <DownloadLine letter={letter} detail={detail} address={address} />
    </div>
  );
}

type FindingsProps = Pick<LetterViewProps, "letter" | "detail"> & { versionId: number };

/** What stays empty on the case is one thing, an expression that nobody knows another. */
function Findings({ letter, detail, versionId }: FindingsProps) {
  const t = useTranslations("templates.page.preview");
  const version = detail.versions.find(({ id }) => id === versionId);
  const { wrong, empty } = splitUnresolved(letter.unresolved, version?.problems ?? []);
  return (
    <>
      {wrong.length > 0 ? (
        <Banner tone="danger" title={t("wrong")}>
          <ProblemList problems={wrong} format={detail.format} />
        </Banner>
      ) : null}
      {wrong.length > 0 && empty.length === 0 ? null : <Missing expressions={empty} />}
    </>
  );
}

function Missing({ expressions }: { expressions: readonly string[] }) {
  const t = useTranslations("templates.page.preview");
  if (expressions.length === 0) {
    return (
      <p className="flex items-center gap-2 text-positive">
        <CircleCheck className="size-4" aria-hidden />
        {t("good")}
      </p>
    );
  }
  return (
    <Banner tone="danger" title={t("unresolved")}>
      <ul className="my-1 flex flex-wrap gap-x-3 gap-y-0.5">
        {expressions.map((expression) => (
          <li key={expression}>
            <code className="code-figures font-[550] text-danger text-xs">{expression}</code>
          </li>
        ))}
      </ul>
      <p className="text-ink-2 text-xs">{t("unresolvedHint")}</p>
    </Banner>
  );
}

function Lines({ letter, detail }: Omit<LetterViewProps, "address">) {
  const t = useTranslations("templates.page.settings");
  const { methods, format } = detail;
  const isWritten = methods.some((method) => method !== "sms");
  const { subject, ourRef, yourRef, coverText } = letter.lines;
  const hasCover = methods.includes("email") && format !== "html" && format !== "txt";
  const items: Definition[] = [
    { label: t("subject"), value: subject },
    { label: t("ourRef"), value: ourRef },
    { label: t("yourRef"), value: yourRef },
    ...(hasCover
      ? [
          {
            label: t("coverText"),
            value: coverText && <span className="whitespace-pre-line">{coverText}</span>,
          },
        ]
      : []),
  ].filter(({ value }) => value !== "");
  return isWritten && items.length > 0 ? <DefinitionList items={items} /> : null;
}

function LetterBody({ letter, detail, address }: LetterViewProps) {
  const t = useTranslations("templates.page.preview");
  if (detail.format === "html") {
    return (
      <iframe
        src={letterAddress(address, { shown: true })}
        title={t("letter")}
        // Neither scripts nor an origin of ours: the letter is other people's text.
        sandbox=""
        className="h-[60dvh] w-full rounded-md border border-rule-strong bg-white [color-scheme:light]"
      />
    );
  }
  if (detail.format === "txt") {
    return (
      <div className="rounded-md border border-rule-strong bg-surface">
        <p className="whitespace-pre-wrap break-words px-4 py-3 text-md">{letter.text}</p>
        {detail.methods.includes("sms") ? <SmsLine letter={letter} /> : null}
      </div>
    );
  }
  return <DocumentFrame src={letterAddress(address, { shown: true })} title={t("letter")} />;
}

function SmsLine({ letter: { units, parts, encoding, forcing } }: { letter: ShownLetter }) {
  const t = useTranslations("templates.page.preview");
  return (
    <p className="figures flex flex-wrap gap-x-3 border-rule border-t px-4 py-1.5 text-ink-2 text-xs">
      <span>{t("sms", { length: units, parts })}</span>
      <span>
        {encoding === "ucs2" ? t("unicode", { characters: forcing.join(" ") }) : t("plain")}
      </span>
    </p>
  );
}

function DownloadLine({ letter, address }: LetterViewProps) {
  const t = useTranslations("templates.page.preview");
  return (
    <p className="flex flex-wrap items-center gap-2">
      <a href={letterAddress(address, { shown: false })} download className={buttonClass({})}>
        <Download className="size-3.5" aria-hidden />
        {t("download")}
      </a>
      <FileSize bytes={letter.sizeBytes} />
    </p>
  );
}
