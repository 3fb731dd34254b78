"use client";

import { FileSpreadsheet, FileText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { BalanceOf } from "@/server/domain/claims/inputs";
import type { Day } from "@/server/kernel/days";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { useMay } from "../access/account";
import { useErrorText } from "../form/error-text";
import { Select } from "../form/select";
import { downloadForm } from "../lists/export-form";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

const toastId = "explanation";

/** Gives the derivation out as a file, in the language of who will read it. */
export function ExplainFile({ of, onDay }: { of: BalanceOf; onDay: Day }) {
  const t = useTranslations("explanation");
  const may = useMay();
  const errorText = useErrorText();
  const [language, setLanguage] = useState<Locale>(useLocale());
  if (!may("lists:export")) return null;
  const download = (format: "pdf" | "xlsx") => {
    const refused = (refusal: unknown) => {
      toast.dismiss(toastId);
      toast.error(errorText(refusal));
    };
    const request = JSON.stringify({ of, onDay, format, language });
    downloadForm("/api/files/explanation", { request }, refused).submit();
    toast.info(t("started"), { id: toastId });
  };
  return (
    <>
      <div className="mr-auto w-36">
        <Select
          aria-label={t("language")}
          value={language}
          onChange={setLanguage}
          options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`) }))}
        />
      </div>
      <Button icon={FileSpreadsheet} onClick={() => download("xlsx")}>
        {t("xlsx")}
      </Button>
      <Button icon={FileText} kind="primary" onClick={() => download("pdf")}>
        {t("pdf")}
      </Button>
    </>
  );
}
