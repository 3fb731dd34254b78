"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Skeleton } from "../ui/skeleton";
import { addressOf, downloadOf, shownAs } from "./document-kind";

export type PreviewedFile = { fileId: number; fileName: string };

/** A PDF or an image over the page; anything else is said to be for download only. */
export function PreviewDialog({ file, onClose }: { file: PreviewedFile; onClose: () => void }) {
  const t = useTranslations("timeline.document");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={<span className="break-all">{file.fileName}</span>}
      size="xl"
      footer={<DownloadLink fileId={file.fileId} label={t("download")} />}
    >
      <Content file={file} />
    </Dialog>
  );
}

function Content({ file }: { file: PreviewedFile }) {
  const t = useTranslations("timeline.document");
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  const shown = shownAs(file.fileName);
  if (shown === null || state === "failed") {
    return <p className="py-16 text-center text-ink-2">{t("noPreview")}</p>;
  }
  if (shown === "pdf") {
    return (
      <iframe
        src={addressOf(file.fileId)}
        title={file.fileName}
        className="h-[66dvh] w-full rounded-md border border-rule bg-sunken"
      />
    );
  }
  return (
    <div className="flex min-h-60 items-center justify-center rounded-md bg-sunken p-3">
      {state === "loading" ? <Skeleton className="w-40" /> : null}
      {/* biome-ignore lint/performance/noImgElement: private bytes behind a session. */}
      <img
        src={addressOf(file.fileId)}
        alt={file.fileName}
        onLoad={() => setState("shown")}
        onError={() => setState("failed")}
        className={state === "shown" ? "max-h-[64dvh] max-w-full object-contain" : "hidden"}
      />
    </div>
  );
}

export function DownloadLink({ fileId, label }: { fileId: number; label: string }) {
  return (
    <a href={downloadOf(fileId)} download className={buttonClass({})}>
      <Download className="size-3.5" aria-hidden />
      {label}
    </a>
  );
}
