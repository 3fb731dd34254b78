"use client";

import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { addressOf, downloadOf, shownAs } from "../timeline/document-kind";

type Files = RouterOutput["portal"]["posts"][number]["files"];

/** The files of one line; one that was deleted on the case is named still. */
export function PostFiles({ files }: { files: Files }) {
  const t = useTranslations("requests.files");
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="mt-1 grid gap-0.5">
      {files.map(({ id, fileId, name }) => (
        <li key={id} className="flex min-w-0 items-center gap-1.5">
          <Paperclip className="size-3.5 shrink-0 text-ink-3" aria-hidden />
          {fileId === null ? (
            <span className="min-w-0 truncate text-ink-2" title={name}>
              {t("gone", { name })}
            </span>
          ) : (
            <a
              className="min-w-0 truncate text-accent underline underline-offset-2"
              title={name}
              href={shownAs(name) ? addressOf(fileId) : downloadOf(fileId)}
              target="_blank"
              rel="noreferrer"
            >
              {name}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
