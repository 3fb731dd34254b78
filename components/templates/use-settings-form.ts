"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { type SaveTemplateInput, saveTemplateInput } from "@/server/domain/templates/inputs";
import { trpc } from "../api/crm";
import { type Draft, useZodForm } from "../form/use-zod-form";
import { toast } from "../ui/toast";
import type { TemplateDetail } from "./template";

function draftOf(detail: TemplateDetail): Draft<SaveTemplateInput> {
  const { code, name, note, language, methods, subject, coverText, sender } = detail;
  const { deliveryMode, ourRef, yourRef, categories, version } = detail;
  return {
    ...{ templateId: detail.id, version, code, name, note, language, methods, subject, coverText },
    ...{ sender, deliveryMode, ourRef, yourRef, categories },
  };
}

/**
 * The settings while they are edited. `ownChanges` counts what the page around has changed by
 * itself (a new file): that is no foreign change, and does not throw away what was typed.
 */
export function useSettingsForm(detail: TemplateDetail, ownChanges: number) {
  const t = useTranslations("templates.page.settings");
  const cache = trpc.useUtils();
  const save = trpc.templates.save.useMutation();
  const opened = useRef({ version: detail.version, ownChanges });
  const form = useZodForm({
    schema: saveTemplateInput,
    initial: draftOf(detail),
    fieldOfCode: { "templates.code_taken": "code" },
    onSubmit: (value) => {
      const { version, ownChanges: before } = opened.current;
      return save.mutateAsync({ ...value, version: version + ownChanges - before });
    },
    onDone: async () => {
      void cache.audit.invalidate();
      // Told once the page has the new version: what one clicks next must not meet the old one.
      await cache.templates.invalidate();
      toast.success(t("saved"));
    },
  });
  const { isDirty, reset } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version alone brings new values.
  useEffect(() => {
    if (isDirty) return;
    opened.current = { version: detail.version, ownChanges };
    reset(draftOf(detail));
  }, [detail.version]);
  return form;
}

export type SettingsForm = ReturnType<typeof useSettingsForm>;
