"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import type { PickedCase } from "../tasks/case-picker";
import { Section } from "../ui/section";
import { Tabs } from "../ui/tabs";
import { CheckBadge } from "./check-badge";
import { PreviewPanel } from "./preview-panel";
import { ProblemList } from "./problem-list";
import type { TemplateDetail } from "./template";
import { TemplateHistory } from "./template-history";
import { TestPanel } from "./test-panel";
import { VersionList } from "./version-list";

type TemplateWorkProps = {
  detail: TemplateDetail;
  picked: PickedCase | null;
  onPick: (picked: PickedCase | null) => void;
};

/** What the check found, and the tabs in which a template is tried. */
export function TemplateWork({ detail, picked, onPick }: TemplateWorkProps) {
  const t = useTranslations("templates.page");
  const may = useMay();
  const [tab, setTab] = useState("preview");
  const preview = <PreviewPanel detail={detail} picked={picked} onPick={onPick} />;
  const tabs = [
    { value: "preview", label: t("preview.title"), content: preview },
    ...(may("templates:edit")
      ? [{ value: "test", label: t("test.title"), content: <TestPanel detail={detail} /> }]
      : []),
    {
      value: "versions",
      label: t("versions.title"),
      count: detail.versions.length,
      content: <VersionList detail={detail} />,
    },
    ...(may("audit:read")
      ? [
          {
            value: "history",
            label: t("history.title"),
            content: <TemplateHistory templateId={detail.id} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <CheckSection detail={detail} />
      <Tabs label={detail.name} value={tab} onChange={setTab} items={tabs} className="min-w-0" />
    </>
  );
}

function CheckSection({ detail }: { detail: TemplateDetail }) {
  const t = useTranslations("templates.page.problems");
  const [current] = detail.versions;
  if (!current) return null;
  const { problems } = current;
  const errorCount = problems.filter(({ weight }) => weight === "error").length;
  return (
    <Section
      title={t("title")}
      actions={<CheckBadge errorCount={errorCount} problemCount={problems.length} />}
    >
      {errorCount > 0 ? <p className="text-ink-2">{t("blocked")}</p> : null}
      {problems.length > 0 ? (
        <ProblemList problems={problems} format={detail.format} />
      ) : (
        <p className="flex items-center gap-2">
          <CircleCheck className="size-4 text-positive" aria-hidden />
          {t("none")}
        </p>
      )}
    </Section>
  );
}
