"use client";

import { Braces } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { TemplateFormat } from "@/db/values/templates";
import { Field } from "../form/field";
import { CasePicker, type PickedCase } from "../tasks/case-picker";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { MergeFieldsPanel } from "./merge-fields-panel";

type MergeFieldsButtonProps = {
  format?: TemplateFormat;
  /** The case that the page speaks of; the sheet may choose another. */
  picked?: PickedCase | null;
};

/** Opens the expressions of a case beside the page. */
export function MergeFieldsButton({ format, picked = null }: MergeFieldsButtonProps) {
  const t = useTranslations("templates.page.fields");
  const [isOpen, setOpen] = useState(false);
  const [own, setOwn] = useState<PickedCase | null>(null);
  const chosen = own ?? picked;
  return (
    <>
      <Button icon={Braces} onClick={() => setOpen(true)}>
        {t("title")}
      </Button>
      <Sheet open={isOpen} onOpenChange={setOpen} title={t("title")} description={t("lead")}>
        <div className="grid gap-3">
          <Field label={t("choose")} hideLabel={chosen !== null}>
            <CasePicker label={t("choose")} value={chosen} onChange={setOwn} />
          </Field>
          {chosen ? <MergeFieldsPanel key={chosen.id} caseId={chosen.id} format={format} /> : null}
        </div>
      </Sheet>
    </>
  );
}
