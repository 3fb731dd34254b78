"use client";

import { Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef } from "react";
import { FaultBanner } from "./fault";
import { FileSize } from "./file-list";
import type { Uploads } from "./use-uploads";

const KINDS = ".pdf,.jpg,.jpeg,.png,.docx,.odt,.txt";

/** Chooses files of a form; each is listed as soon as it has been taken. */
export function AttachFiles({ slug, uploads }: { slug: string; uploads: Uploads }) {
  const t = useTranslations("portal.requests");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="grid gap-2">
      <FaultBanner slug={slug} fault={uploads.fault} />
      {uploads.files.length > 0 ? (
        <ul aria-label={t("files")} className="grid gap-1">
          {uploads.files.map((file) => (
            <li key={file.uploadId} className="flex items-center gap-2">
              <Paperclip className="size-4 shrink-0 text-ink-2" aria-hidden />
              <span className="min-w-0 truncate">{file.name}</span>
              <FileSize bytes={file.sizeBytes} />
              <button
                type="button"
                aria-label={t("remove", { name: file.name })}
                className="ml-auto grid size-11 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover"
                onClick={() => uploads.remove(file.uploadId)}
              >
                <X className="size-4" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        accept={KINDS}
        className="sr-only"
        tabIndex={-1}
        aria-label={t("addFiles")}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          // The same file may be chosen again after it was refused.
          event.target.value = "";
          void uploads.add(chosen);
        }}
      />
      <button
        type="button"
        className="inline-flex h-11 w-full items-center justify-center gap-2 rounded-md border border-rule-strong px-4 text-ink-2 hover:bg-hover sm:w-auto sm:justify-self-start"
        aria-describedby={`${id}-hint`}
        disabled={uploads.isSending}
        onClick={() => input.current?.click()}
      >
        <Paperclip className="size-4" aria-hidden />
        {uploads.isSending ? t("sending") : t("addFiles")}
      </button>
      <p id={`${id}-hint`} className="text-ink-2 text-md">
        {t("filesHint")}
      </p>
    </div>
  );
}
