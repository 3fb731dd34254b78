"use client";

import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { useMay } from "../access/account";
import { CaseProceedings } from "../proceedings/case-proceedings";
import { NextWays } from "../processes/next-ways";
import { useShortcut } from "../shell/shortcuts";
import { TIMELINE_FILTERS } from "../timeline/kind-filter";
import { Section } from "../ui/section";
import { Tabs } from "../ui/tabs";
import { CaseRoute } from "../workflow/case-route";
import { ProcessDiagram } from "../workflow/process-diagram";
import type { Process } from "../workflow/processes";
import type { CaseDetail } from "./case-detail";
import { CaseFields } from "./case-fields";
import { CaseOverview } from "./case-overview";

type CaseTabsProps = {
  detail: CaseDetail;
  process: Process;
  onMove?: (transition: string) => void;
  /** Gives somebody an assignment about the case; left out where nobody may. */
  onAssignment?: () => void;
};

/** The wide column of a case. */
export function CaseTabs({ detail, process, onMove, onAssignment }: CaseTabsProps) {
  const t = useTranslations("cases.page");
  const tData = useTranslations("cases.data");
  const may = useMay();
  const [tab, setTab] = useQueryState("tab", parseAsString.withDefault("overview"));
  const [kind, setKind] = useQueryState(
    "events",
    parseAsStringLiteral(TIMELINE_FILTERS).withDefault("all"),
  );
  const [isEditing, setEditing] = useState(false);
  const edit = () => {
    void setTab("data");
    setEditing(true);
  };
  const group = "general" as const;
  useShortcut({ keys: "e", label: tData("edit"), group, run: edit }, may("cases:edit"));
  const items = [
    {
      value: "overview",
      label: t("overview"),
      content: (
        <CaseOverview
          {...{ detail, process, onAssignment }}
          shown={{ value: kind, onChange: (next) => void setKind(next) }}
        />
      ),
    },
    {
      value: "data",
      label: t("data"),
      content: <CaseFields {...{ detail, process, isEditing, setEditing }} />,
    },
    ...(process.hasLedger
      ? [
          {
            value: "proceedings",
            label: t("proceedings"),
            content: <CaseProceedings caseId={detail.id} />,
          },
        ]
      : []),
    {
      value: "process",
      label: t("process"),
      content: (
        <div className="grid gap-5">
          <ProcessDiagram detail={detail} process={process} onMove={onMove} />
          <NextWays detail={detail} process={process} onMove={onMove} />
          <Section title={t("stateHistory")} level={3}>
            <CaseRoute caseId={detail.id} process={process} />
          </Section>
        </div>
      ),
    },
  ];
  const isKnown = items.some((item) => item.value === tab);
  return (
    <Tabs
      label={t("parts")}
      value={isKnown ? tab : "overview"}
      onChange={(value) => void setTab(value)}
      items={items}
      className="min-w-0 lg:pr-1"
    />
  );
}
