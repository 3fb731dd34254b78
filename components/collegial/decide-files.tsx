"use client";

import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CollegialKind } from "@/db/values/collegial";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { TextLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";

/** The files of the case as they stand now: what a signature binds, and what others decide about. */
export function DecideFiles({ caseId, kind }: { caseId: number; kind: CollegialKind }) {
  const t = useTranslations("collegial");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.collegial.documents.useQuery({ caseId });
  if (error && !data) {
    return <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>;
  }
  if (!data) return <SkeletonRows rows={1} />;
  const files = data.flatMap(({ versions }) => {
    const [newest] = versions;
    return newest ? [{ ...newest, number: versions.length }] : [];
  });
  const isSigning = kind === "sign";
  if (files.length === 0) {
    return isSigning ? <p className="text-ink-2">{t("decide.noFiles")}</p> : null;
  }
  return (
    <div>
      <p className="text-ink-2 text-xs">{t(isSigning ? "decide.signing" : "decide.files")}</p>
      <ul aria-label={t("documents.title")} className="max-h-40 overflow-y-auto">
        {files.map(({ eventId, fileId, fileName, number }) => (
          <li key={eventId} className="flex flex-wrap items-center gap-x-2 py-0.5">
            <FileText className="size-3.5 shrink-0 text-ink-3" aria-hidden />
            <TextLink
              href={`/api/files/documents/${fileId}`}
              target="_blank"
              className="wrap-anywhere min-w-0"
            >
              {fileName}
            </TextLink>
            <span className="text-ink-3 text-xs">{t("documents.version", { number })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
