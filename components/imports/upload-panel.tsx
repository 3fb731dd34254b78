"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IMPORT_KINDS, type ImportKind } from "@/db/values/imports";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { Banner } from "../ui/banner";
import { FileDrop } from "../ui/file-drop";
import { Card } from "../ui/section";
import { Spinner } from "../ui/spinner";
import { uploadWorkbook } from "./upload-workbook";

const MAX_BYTES = 64 * 1024 * 1024;

/** What the workbook holds, and where to drop it; the page of the import opens by itself. */
export function UploadPanel() {
  const t = useTranslations("imports");
  const [kind, setKind] = useState<ImportKind>("cases");
  const upload = useUpload(kind);
  return (
    <Card title={t("upload.title")}>
      <div className="grid items-start gap-4 md:grid-cols-[16rem_1fr]">
        <div className="grid gap-2">
          <Field label={t("upload.kind")}>
            <Select
              value={kind}
              onChange={setKind}
              options={IMPORT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              disabled={upload.busyWith !== null}
            />
          </Field>
          <a
            href={`/api/imports/template?kind=${kind}`}
            className="inline-flex items-center gap-1.5 justify-self-start text-accent underline decoration-rule-strong underline-offset-[3px] hover:decoration-current"
          >
            <Download className="size-3.5" aria-hidden />
            {t("upload.template")}
          </a>
        </div>
        <div className="grid gap-3">
          {upload.busyWith === null ? (
            <FileDrop
              accept=".xlsx,.xlsm,.csv,.txt,.xls,.xlsb,.ods,.doc,.docx,.zip,.pdf"
              maxBytes={MAX_BYTES}
              hint={t("upload.hint")}
              onFiles={([file]) => file && upload.send(file)}
            />
          ) : (
            <div
              role="status"
              className="flex min-h-32 items-center justify-center gap-2 rounded-md border border-edge border-dashed text-ink-2"
            >
              <Spinner />
              {t("upload.busy", { name: upload.busyWith })}
            </div>
          )}
          {upload.refusal ? (
            <Banner tone="danger" role="alert" title={t("upload.refused")}>
              {upload.refusal} {t("upload.refusedHint")}
            </Banner>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

function useUpload(kind: ImportKind) {
  const router = useRouter();
  const errorText = useErrorText();
  const cache = trpc.useUtils();
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function send(file: File): Promise<void> {
    setBusyWith(file.name);
    setRefusal(null);
    try {
      const { importId } = await uploadWorkbook(kind, file);
      void cache.imports.list.invalidate();
      router.push(`/imports/${importId}`);
    } catch (error) {
      setRefusal(errorText(error));
      setBusyWith(null);
    }
  }
  return { busyWith, refusal, send };
}
