"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { MultiSelect } from "../form/combobox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { uploadDocument } from "../timeline/upload";
import { useTimelineChanged } from "../timeline/use-timeline-changed";
import { Button } from "../ui/button";

type AttachmentFieldProps = {
  caseId: number;
  value: readonly number[];
  onChange: (fileIds: number[]) => void;
};

const DOCUMENTS_MAX = 50;
const ATTACHED_MAX = 10;

/** Documents that stand on the case, the newest first; a file from disk becomes one of them. */
export function AttachmentField({ caseId, value, onChange }: AttachmentFieldProps) {
  const t = useTranslations("messages.new");
  const mayAdd = useMay()("cases:edit");
  const documents = trpc.timeline.list.useQuery({
    ...{ caseId, kinds: ["document"], limit: DOCUMENTS_MAX },
  });
  const options = (documents.data?.items ?? []).flatMap(({ fileId, fileName }) =>
    fileId === null || fileName === null ? [] : [{ value: String(fileId), label: fileName }],
  );
  const disk = useDisk(caseId, (fileIds) => {
    onChange([...value, ...fileIds].slice(0, ATTACHED_MAX));
  });
  return (
    <div className="grid gap-1.5">
      {documents.data && options.length === 0 ? (
        <p className="text-ink-3 text-xs">{t("noDocuments")}</p>
      ) : (
        <Field label={t("attachments")}>
          <MultiSelect
            label={t("attachments")}
            value={value.map(String)}
            onChange={(chosen) => onChange(chosen.slice(0, ATTACHED_MAX).map(Number))}
            options={options}
          />
        </Field>
      )}
      {mayAdd ? <FromDisk disk={disk} isFull={value.length >= ATTACHED_MAX} /> : null}
    </div>
  );
}

/** Files on their way to the case one after another; what was refused is said. */
function useDisk(caseId: number, onKept: (fileIds: number[]) => void) {
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  async function send(files: readonly File[]): Promise<void> {
    setError(null);
    const kept: number[] = [];
    for (const file of files) {
      setBusyWith(file.name);
      try {
        kept.push((await uploadDocument({ caseId, file })).fileId);
      } catch (caught) {
        setError(`${file.name}: ${errorText(caught)}`);
      }
    }
    setBusyWith(null);
    if (kept.length === 0) return;
    await changed();
    onKept(kept);
  }
  return { busyWith, error, send };
}

function FromDisk({ disk, isFull }: { disk: ReturnType<typeof useDisk>; isFull: boolean }) {
  const t = useTranslations("messages.new");
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Button
        icon={FileUp}
        loading={disk.busyWith !== null}
        disabled={isFull}
        onClick={() => input.current?.click()}
      >
        {t("fromDisk")}
      </Button>
      <span className="min-w-0 flex-1 basis-40 text-ink-3 text-xs">
        {disk.busyWith ?? t("fromDiskHint")}
      </span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("fromDisk")}
        onChange={(event) => {
          void disk.send([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {disk.error ? (
        <p role="alert" className="basis-full text-danger text-xs">
          {disk.error}
        </p>
      ) : null}
    </div>
  );
}
