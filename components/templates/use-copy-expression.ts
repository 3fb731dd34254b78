"use client";

import { useTranslations } from "next-intl";
import { toast } from "../ui/toast";
import { type WrittenForm, writtenIn } from "./written-form";

/** Copies an expression as its format wants it, and says what to do with it. */
export function useCopyExpression(form: WrittenForm): (expression: string) => Promise<void> {
  const t = useTranslations("templates.page.copied");
  return async (expression) => {
    const text = writtenIn(form, expression);
    try {
      await navigator.clipboard.writeText(text);
      toast.success(t(form), { description: text, id: "expression" });
    } catch {
      toast.error(t("failed", { text }), { id: "expression" });
    }
  };
}
