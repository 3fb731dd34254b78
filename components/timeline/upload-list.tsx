"use client";

import { RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../ui/icon-button";
import { ProgressBar } from "../ui/progress-bar";
import { FileSize } from "./file-size";
import type { RunningUpload } from "./use-uploads";

/** Files on their way, and those that did not get there. */
export function UploadList({ running }: { running: readonly RunningUpload[] }) {
  const t = useTranslations("timeline.document");
  const shell = useTranslations("shell.actions");
  if (running.length === 0) return null;
  return (
    <ul className="grid gap-2" aria-live="polite">
      {running.map((each) => (
        <li key={each.key} className="rounded-md border border-rule bg-surface px-3 py-2">
          <div className="flex items-center gap-2">
            <div className="min-w-0 flex-1">
              {each.error === undefined ? (
                <ProgressBar
                  label={t("uploading", { name: each.name })}
                  done={each.share}
                  total={each.share > 0 ? 1 : undefined}
                />
              ) : (
                <p>
                  <span className="font-[550]">{each.name}</span>{" "}
                  <FileSize bytes={each.sizeBytes} />
                  <span role="alert" className="block text-danger">
                    {each.error}
                  </span>
                </p>
              )}
            </div>
            {each.error === undefined ? null : (
              <IconButton
                icon={RotateCw}
                label={`${shell("retry")}: ${each.name}`}
                size="sm"
                onClick={each.retry}
              />
            )}
            <IconButton
              icon={X}
              label={`${each.error === undefined ? t("stop") : shell("close")}: ${each.name}`}
              size="sm"
              onClick={each.dismiss}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
