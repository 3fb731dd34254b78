"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { TextLink } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { CheckBadge } from "./check-badge";
import { ProblemList } from "./problem-list";
import type { TemplateUpload, UploadOutcome } from "./use-template-upload";

/** How the files that were just sent fared; says it aloud, too. */
export function UploadResults({ upload, isHere }: { upload: TemplateUpload; isHere?: boolean }) {
  const t = useTranslations("templates.page.result");
  // On the template's own page the check stands beside, so only refusals are news there.
  const shown = isHere ? upload.outcomes.filter(({ uploaded }) => !uploaded) : upload.outcomes;
  if (shown.length === 0) return <div role="status" className="sr-only" />;
  return (
    <Section
      title={t("title")}
      actions={<IconButton icon={X} size="sm" label={t("dismiss")} onClick={upload.clear} />}
    >
      <div role="status">
        <ul className="grid gap-2">
          {shown.map((outcome) => (
            <Outcome key={outcome.key} outcome={outcome} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Outcome({ outcome: { uploaded, refusal, fileName } }: { outcome: UploadOutcome }) {
  const t = useTranslations("templates.page.result");
  if (!uploaded) {
    return (
      <li className="rounded-md bg-danger-wash px-3 py-2">
        <p className="break-words font-[550] text-danger">
          {fileName}: {t("refused")}
        </p>
        <p>{refusal}</p>
      </li>
    );
  }
  const errorCount = uploaded.problems.filter(({ weight }) => weight === "error").length;
  return (
    <li className="rounded-md border border-rule bg-surface px-3 py-2">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <CheckBadge errorCount={errorCount} problemCount={uploaded.problems.length} />
        <span className="min-w-0 flex-1 basis-60 break-words max-sm:order-last">
          {errorCount > 0
            ? t("faulty", { name: fileName })
            : t("good", { name: fileName, count: uploaded.expressions.length })}
        </span>
        <TextLink href={`/templates/${uploaded.templateId}`}>{t("open")}</TextLink>
      </div>
      {uploaded.problems.length > 0 ? (
        <div className="mt-1 border-rule border-t">
          <ProblemList problems={uploaded.problems} format={uploaded.format} />
        </div>
      ) : null}
    </li>
  );
}
