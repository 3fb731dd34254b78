"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { MultiSelect } from "../form/combobox";
import { Field } from "../form/field";

type AttachmentFieldProps = {
  caseId: number;
  value: readonly number[];
  onChange: (fileIds: number[]) => void;
};

const DOCUMENTS_MAX = 50;
const ATTACHED_MAX = 10;

/** Documents that stand on the case, the newest first. */
export function AttachmentField({ caseId, value, onChange }: AttachmentFieldProps) {
  const t = useTranslations("messages.new");
  const documents = trpc.timeline.list.useQuery({
    ...{ caseId, kinds: ["document"], limit: DOCUMENTS_MAX },
  });
  const options = (documents.data?.items ?? []).flatMap(({ fileId, fileName }) =>
    fileId === null || fileName === null ? [] : [{ value: String(fileId), label: fileName }],
  );
  if (documents.data && options.length === 0) {
    return <p className="text-ink-3 text-xs">{t("noDocuments")}</p>;
  }
  return (
    <Field label={t("attachments")}>
      <MultiSelect
        label={t("attachments")}
        value={value.map(String)}
        onChange={(chosen) => onChange(chosen.slice(0, ATTACHED_MAX).map(Number))}
        options={options}
      />
    </Field>
  );
}
