"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import type { TemplateDetail } from "./template";
import { uploadAttachment } from "./upload-attachment";

export type RefusedFile = { name: string; reason: string };

/** What is done with a template's attachments; each act takes effect at once. */
export function useAttachments(detail: TemplateDetail, onChanged: () => void) {
  const t = useTranslations("templates.page.attachments");
  const errorText = useErrorText();
  const cache = trpc.useUtils();
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const arrange = trpc.templates.arrangeAttachments.useMutation();

  async function changed(): Promise<void> {
    onChanged();
    await Promise.all([cache.templates.invalidate(), cache.audit.invalidate()]);
  }

  async function add(files: readonly File[]): Promise<void> {
    setRefused([]);
    for (const file of files) {
      setBusyWith(file.name);
      try {
        await uploadAttachment(detail.id, file);
        await changed();
        toast.success(t("added"));
      } catch (error) {
        const reason = errorText(error);
        setRefused((before) => [...before, { name: file.name, reason }]);
      }
    }
    setBusyWith(null);
  }

  async function put(fileIds: number[], said?: string): Promise<void> {
    try {
      const { id: templateId, version } = detail;
      await arrange.mutateAsync({ templateId, version, fileIds });
      await changed();
      if (said) toast.success(said);
    } catch (error) {
      toast.error(errorText(error));
      await cache.templates.invalidate();
    }
  }

  const ids = detail.attachments.map(({ fileId }) => fileId);
  return {
    ...{ busyWith, refused, add, isArranging: arrange.isPending },
    /** One place up (-1) or down (1). */
    move: (from: number, by: -1 | 1) => {
      const moved = ids.map((id, at) =>
        at === from ? ids[from + by] : at === from + by ? ids[from] : id,
      );
      return put(moved.flatMap((id) => id ?? []));
    },
    remove: (fileId: number) =>
      put(
        ids.filter((id) => id !== fileId),
        t("removed"),
      ),
  };
}

export type Attachments = ReturnType<typeof useAttachments>;
