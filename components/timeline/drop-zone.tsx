"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMay } from "../access/account";
import { toast } from "../ui/toast";
import { useFileDrag } from "../ui/use-file-drag";
import { FILE_BYTES_MAX } from "./document-form";
import { UploadList } from "./upload-list";
import { useUploads } from "./use-uploads";

/** Lets files be dropped anywhere on the timeline; they become documents of the case. */
export function DropZone({ caseId, children }: { caseId: number; children: ReactNode }) {
  const t = useTranslations("timeline.document");
  const may = useMay();
  const { running, start } = useUploads();
  const { isOver, handlers } = useFileDrag((files) => {
    for (const file of files) {
      if (file.size > FILE_BYTES_MAX) toast.error(t("tooLarge", { name: file.name }));
      else start({ caseId, file });
    }
  });
  if (!may("cases:edit")) return children;
  return (
    <section aria-label={t("drop")} className="relative" {...handlers}>
      {running.length > 0 ? (
        <div className="mb-3">
          <UploadList running={running} />
        </div>
      ) : null}
      {children}
      {isOver ? (
        <div className="pointer-events-none absolute -inset-2 z-30 flex min-h-40 items-start justify-center rounded-lg border-2 border-accent border-dashed bg-selected/85 pt-16">
          <p className="flex items-center gap-2 font-[600] text-md">
            <FileUp className="size-5 text-accent" aria-hidden />
            {t("drop")}
          </p>
        </div>
      ) : null}
    </section>
  );
}
