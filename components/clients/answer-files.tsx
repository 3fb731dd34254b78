"use client";

import { Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Select } from "../form/select";
import { uploadDocument } from "../timeline/upload";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { toast } from "../ui/toast";

export interface GivenFile {
  fileId: number;
  name: string;
}

interface Props {
  caseId: number;
  files: readonly GivenFile[];
  onChange: (files: GivenFile[]) => void;
}

/** Files of an answer: documents that the case has, or a new one, which becomes a document of it. */
export function AnswerFiles({ caseId, files, onChange }: Props) {
  const t = useTranslations("requests.files");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const input = useRef<HTMLInputElement>(null);
  const [isSending, setSending] = useState(false);
  const { data = [] } = trpc.portal.documents.useQuery({ caseId });
  const offered = data.filter((each) => !files.some(({ fileId }) => fileId === each.fileId));
  async function upload(file: File): Promise<void> {
    setSending(true);
    try {
      const { fileId } = await uploadDocument({ caseId, file });
      onChange([...files, { fileId, name: file.name }]);
      void utils.portal.documents.invalidate({ caseId });
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      setSending(false);
    }
  }
  return (
    <div className="grid gap-2">
      <Chosen files={files} onChange={onChange} />
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={input}
          type="file"
          className="sr-only"
          tabIndex={-1}
          aria-label={t("attach")}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = "";
            if (file) void upload(file);
          }}
        />
        <Button
          size="sm"
          icon={Paperclip}
          loading={isSending}
          disabled={files.length >= FILES_MAX}
          onClick={() => input.current?.click()}
        >
          {t("attach")}
        </Button>
        {offered.length > 0 && files.length < FILES_MAX ? (
          <div className="w-64 max-w-full">
            <Select
              aria-label={t("fromCase")}
              placeholder={t("choose")}
              value={null}
              options={offered.map(({ fileId, name, refNo }) => ({
                value: String(fileId),
                label: `${name} · ${refNo}`,
              }))}
              onChange={(value: string) => {
                const found = offered.find(({ fileId }) => String(fileId) === value);
                if (found) onChange([...files, found]);
              }}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}

const FILES_MAX = 5;

function Chosen({ files, onChange }: Omit<Props, "caseId">) {
  const t = useTranslations("requests.files");
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="grid gap-1">
      {files.map((file) => (
        <li key={file.fileId} className="flex items-center gap-2">
          <Paperclip className="size-3.5 shrink-0 text-ink-3" aria-hidden />
          <span className="min-w-0 truncate">{file.name}</span>
          <IconButton
            icon={X}
            size="sm"
            label={t("remove", { name: file.name })}
            onClick={() => onChange(files.filter(({ fileId }) => fileId !== file.fileId))}
          />
        </li>
      ))}
    </ul>
  );
}
