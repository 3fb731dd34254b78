"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { FileSize } from "../timeline/file-size";
import { Badge } from "../ui/badge";
import { buttonClass } from "../ui/button";
import { CheckBadge } from "./check-badge";
import { fileAddress, type TemplateDetail, type TemplateVersion } from "./template";

/** Every file that the template has been, the newest first. */
export function VersionList({ detail }: { detail: TemplateDetail }) {
  const t = useTranslations("templates.page.versions");
  return (
    <div className="grid gap-2">
      <p className="text-ink-2">{t("hint")}</p>
      <ul>
        {detail.versions.map((version, index) => (
          <VersionLine
            key={version.id}
            templateId={detail.id}
            version={version}
            isCurrent={index === 0}
          />
        ))}
      </ul>
    </div>
  );
}

type VersionLineProps = { templateId: number; version: TemplateVersion; isCurrent: boolean };

function VersionLine({ templateId, version, isCurrent }: VersionLineProps) {
  const t = useTranslations("templates.page.versions");
  const { id, number, fileName, sizeBytes, problems, createdByName, createdAt } = version;
  const errorCount = problems.filter(({ weight }) => weight === "error").length;
  const label = t("download", { number });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-rule border-b py-1.5 last:border-b-0">
      <span className="figures w-6 text-right font-[600]">{number}</span>
      <span className="min-w-0 flex-1 basis-56">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="min-w-0 break-all">{fileName}</span>
          <FileSize bytes={sizeBytes} />
          {isCurrent ? <Badge tone="accent">{t("current")}</Badge> : null}
        </span>
        <span className="block text-ink-3 text-xs">
          {createdByName} · <Instant value={createdAt} />
        </span>
      </span>
      <span className="w-28 max-sm:pl-9">
        <CheckBadge errorCount={errorCount} problemCount={problems.length} />
      </span>
      <a
        href={fileAddress(templateId, id)}
        download
        aria-label={label}
        title={label}
        className={buttonClass({ kind: "quiet", className: "w-control px-0!" })}
      >
        <Download className="size-4" aria-hidden />
      </a>
    </li>
  );
}
