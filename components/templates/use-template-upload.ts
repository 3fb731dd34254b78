"use client";

import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import type { UploadedTemplate } from "./template";
import { uploadTemplate } from "./upload-template";

/** How one file fared; `refusal` says why it was not taken. */
export type UploadOutcome = {
  key: number;
  fileName: string;
  uploaded: UploadedTemplate | null;
  refusal: string | null;
};

type Options = {
  /** Given, each file becomes its next version. */
  templateId?: number;
  onUploaded?: (uploaded: UploadedTemplate) => void;
};

let nextKey = 1;

/** Sends files one after another and remembers how each fared, the newest first. */
export function useTemplateUpload({ templateId, onUploaded }: Options = {}) {
  const errorText = useErrorText();
  const cache = trpc.useUtils();
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [outcomes, setOutcomes] = useState<readonly UploadOutcome[]>([]);

  async function send(files: readonly File[]): Promise<void> {
    for (const file of files) {
      setBusyWith(file.name);
      const outcome: UploadOutcome = {
        ...{ key: nextKey, fileName: file.name, uploaded: null, refusal: null },
      };
      nextKey += 1;
      try {
        outcome.uploaded = await uploadTemplate(file, templateId);
        onUploaded?.(outcome.uploaded);
      } catch (error) {
        outcome.refusal = errorText(error);
      }
      setOutcomes((before) => [outcome, ...before]);
      await cache.templates.invalidate();
    }
    setBusyWith(null);
  }

  return { busyWith, outcomes, send, clear: () => setOutcomes([]) };
}

export type TemplateUpload = ReturnType<typeof useTemplateUpload>;
