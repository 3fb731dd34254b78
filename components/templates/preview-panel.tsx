"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { CasePicker, type PickedCase } from "../tasks/case-picker";
import { Banner } from "../ui/banner";
import { Skeleton } from "../ui/skeleton";
import { LetterView } from "./letter-view";
import type { TemplateDetail } from "./template";

type PreviewPanelProps = {
  detail: TemplateDetail;
  picked: PickedCase | null;
  onPick: (picked: PickedCase | null) => void;
};

/** The letter of a real case, made as soon as the case is chosen. */
export function PreviewPanel({ detail, picked, onPick }: PreviewPanelProps) {
  const t = useTranslations("templates.page.preview");
  const page = useTranslations("templates.page");
  const { versions } = detail;
  const [chosen, setChosen] = useState<number | null>(null);
  const version = versions.find(({ id }) => id === chosen) ?? versions[0];
  if (!version) return null;
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("case")} className="w-96 max-w-full">
          <CasePicker label={t("case")} value={picked} onChange={onPick} clearable />
        </Field>
        {versions.length > 1 ? (
          <Field label={t("version")} className="w-36">
            <Select
              value={String(version.id)}
              onChange={(value) => setChosen(Number(value))}
              options={versions.map(({ id, number }) => ({
                value: String(id),
                label: page("version", { number }),
              }))}
            />
          </Field>
        ) : null}
      </div>
      {picked ? (
        <Letter
          key={`${picked.id}-${version.id}`}
          detail={detail}
          caseId={picked.id}
          versionId={version.id}
        />
      ) : (
        <p className="max-w-prose text-ink-2">{t("choose")}</p>
      )}
    </div>
  );
}

type LetterProps = { detail: TemplateDetail; caseId: number; versionId: number };

function Letter({ detail, caseId, versionId }: LetterProps) {
  const errorText = useErrorText();
  const letter = useLetter({ templateId: detail.id, caseId, versionId });
  if (letter.error) {
    return (
      <Banner tone="danger" role="alert">
        {errorText(letter.error)}
      </Banner>
    );
  }
  if (!letter.data) return <Skeleton className="h-64 w-full" />;
  const address = { templateId: detail.id, caseId, versionId };
  // The frame asks for its page by itself: new settings, new frame.
  const key = letter.dataUpdatedAt;
  return <LetterView key={key} letter={letter.data} detail={detail} address={address} />;
}

type Asked = { templateId: number; caseId: number; versionId: number };

/** Every look is written to the audit: asked once, and not again when the window gets the focus. */
function useLetter(asked: Asked) {
  return trpc.templates.preview.useQuery(asked, {
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false },
    ...{ refetchOnReconnect: false, retry: false },
  });
}
