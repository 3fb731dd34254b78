"use client";

import { FileClock, FileText, Upload } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { formatInstant } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { FileSize } from "../timeline/file-size";
import { UploadList } from "../timeline/upload-list";
import { useUploads } from "../timeline/use-uploads";
import { Badge } from "../ui/badge";
import { Button, TextLink } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { ConfirmVersion, signersOf, VoidsNotice } from "./voided-signatures";

type Version = RouterOutput["collegial"]["documents"][number]["versions"][number];

type Props = {
  caseId: number;
  /** Stands also where nothing was signed yet: the files are what the case is about. */
  isAlways: boolean;
};

/** The files of a case with their versions, and who signed which of them. */
export function SignedDocuments({ caseId, isAlways }: Props) {
  const t = useTranslations("collegial.documents");
  const errorText = useErrorText();
  const may = useMay();
  const query = trpc.collegial.documents.useQuery({ caseId });
  const { running, start } = useUploads();
  const files = query.data ?? [];
  const isSigned = files.some(({ versions }) =>
    versions.some(({ signatures }) => signatures.length > 0),
  );
  // Whether anything was signed is not known then: that is no reason to be silent.
  if (!isAlways && !isSigned && !query.error) return null;
  return (
    <Section
      title={t("title")}
      id="files"
      count={files.length || undefined}
      actions={
        may("cases:edit") ? (
          <FileButton label={t("add")} onFile={(file) => start({ caseId, file })} />
        ) : null
      }
    >
      <UploadList running={running} />
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
      ) : query.isPending ? (
        <SkeletonRows rows={2} />
      ) : files.length === 0 ? (
        <p className="py-1 text-ink-2">{t("empty")}</p>
      ) : (
        <ul className="-mt-2">
          {files.map(({ versions }) => (
            <FileLine
              key={versions[0]?.eventId}
              versions={versions}
              onVersion={
                may("cases:edit")
                  ? (file, replacesEventId) => start({ caseId, file, replacesEventId })
                  : undefined
              }
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

type FileButtonProps = { label: string; name?: string; onFile: (file: File) => void };

/** A button that opens the browser's choice of a file. */
function FileButton({ label, name = label, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        aria-label={name}
        className="hidden"
        onChange={(event) => {
          const [file] = Array.from(event.target.files ?? []);
          if (file) onFile(file);
          event.target.value = "";
        }}
      />
      <Button size="sm" icon={Upload} aria-label={name} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}

type FileLineProps = {
  versions: Version[];
  onVersion: ((file: File, replacesEventId: number) => void) | undefined;
};

function FileLine({ versions, onVersion }: FileLineProps) {
  const t = useTranslations("collegial.documents");
  const [asked, setAsked] = useState<File | null>(null);
  const [newest, ...former] = versions;
  if (!newest) return null;
  const signers = signersOf(newest);
  return (
    <li className="grid gap-1 border-rule border-b py-2">
      <div className="flex flex-wrap items-start gap-2">
        <div className="min-w-0 flex-1">
          <VersionHead version={newest} number={versions.length} isCurrent />
          <Signatures version={newest} isCurrent />
        </div>
        {onVersion ? (
          <FileButton
            label={t("newVersion")}
            name={t("newVersionOf", { name: newest.fileName })}
            onFile={(file) =>
              signers.length > 0 ? setAsked(file) : onVersion(file, newest.eventId)
            }
          />
        ) : null}
      </div>
      {onVersion ? <VoidsNotice signers={signers} /> : null}
      {asked && onVersion ? (
        <ConfirmVersion
          fileName={asked.name}
          signers={signers}
          onConfirm={() => onVersion(asked, newest.eventId)}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {former.map((version, index) => (
        <div key={version.eventId} className="pl-5 text-ink-2">
          <VersionHead version={version} number={former.length - index} isCurrent={false} />
          <Signatures version={version} isCurrent={false} />
        </div>
      ))}
    </li>
  );
}

type VersionHeadProps = { version: Version; number: number; isCurrent: boolean };

function VersionHead({ version, number, isCurrent }: VersionHeadProps) {
  const t = useTranslations("collegial.documents");
  const Icon = isCurrent ? FileText : FileClock;
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      <TextLink
        href={`/api/files/documents/${version.fileId}`}
        target="_blank"
        className="break-all"
      >
        {version.fileName}
      </TextLink>
      <span className="text-ink-3 text-xs">
        {t("version", { number })}
        {isCurrent ? `, ${t("current")}` : ""} · <FileSize bytes={version.sizeBytes} /> ·{" "}
        <Instant value={version.at} />
        {version.authorName ? ` · ${version.authorName}` : ""}
      </span>
      <span className="inline-flex items-center gap-0.5 text-ink-3 text-xs" title={t("hash")}>
        <span className="code-figures">{version.sha256.slice(0, 12)}…</span>
        <CopyButton
          value={version.sha256}
          label={`${t("hash")}, ${version.fileName}, ${t("version", { number })}`}
        />
      </span>
    </p>
  );
}

function Signatures({ version, isCurrent }: { version: Version; isCurrent: boolean }) {
  const t = useTranslations("collegial");
  const locale = useLocale();
  if (version.signatures.length === 0) {
    return isCurrent ? <p className="text-ink-3 text-xs">{t("documents.unsigned")}</p> : null;
  }
  return (
    <ul className="grid gap-0.5 text-xs">
      {version.signatures.map((each) => (
        <li key={each.decisionId} className="flex flex-wrap items-center gap-x-2">
          <Badge tone={each.voidedAt ? "warning" : "positive"}>
            {t(each.voidedAt ? "standing.void" : "outcome.sign.positive")}
          </Badge>
          <span>{t("documents.signed", { name: each.decidedName })}</span>
          {each.voterName === each.decidedName ? null : (
            <span>{t("onBehalfOf", { name: each.voterName })}</span>
          )}
          <span className="figures text-ink-3">
            {formatInstant(new Date(each.signedAt), locale)}
          </span>
          {each.voidedAt ? (
            <span className="text-ink-2">
              {t("documents.void", { when: formatInstant(new Date(each.voidedAt), locale) })}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
