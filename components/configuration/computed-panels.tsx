"use client";

import { RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { PanelPlace } from "@/db/values/configuration";
import { type RouterOutput, trpc } from "../api/crm";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { TextLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { useCallReason } from "./reason";

type Panel = RouterOutput["configuration"]["panels"][number];
type PanelField = NonNullable<Panel["fields"]>[number];

/** Values that the customer's own program works out; nothing stands here where the file names none. */
export function ComputedPanels({ place, id }: { place: PanelPlace; id: number }) {
  const t = useTranslations("configuration.panels");
  const utils = trpc.useUtils();
  const due = { place, id, ask: "due" as const };
  // What is kept comes with the page; a program that is slow holds up nothing else on it.
  const known = trpc.configuration.panels.useQuery({ place, id, ask: "known" });
  const hasPanels = (known.data ?? []).length > 0;
  const asked = trpc.configuration.panels.useQuery(due, { enabled: hasPanels });
  const fresh = trpc.configuration.panels.useQuery({ place, id, ask: "fresh" }, { enabled: false });
  const panels = asked.data ?? known.data ?? [];
  async function refresh(): Promise<void> {
    const { data } = await fresh.refetch();
    if (data) utils.configuration.panels.setData(due, data);
  }
  return panels.map((panel) => (
    <Section
      key={`${panel.variable} ${panel.caseId}`}
      title={panel.name}
      hint={
        place === "party" ? (
          <TextLink href={`/cases/${panel.caseId}`}>{panel.refNo}</TextLink>
        ) : undefined
      }
      actions={
        <IconButton
          icon={RefreshCw}
          size="sm"
          label={t("refreshNamed", { name: panel.name })}
          onClick={() => void refresh()}
          disabled={fresh.isFetching}
        />
      }
    >
      <PanelBody panel={panel} isAsked={asked.data !== undefined} />
    </Section>
  ));
}

function PanelBody({ panel, isAsked }: { panel: Panel; isAsked: boolean }) {
  const t = useTranslations("configuration.panels");
  const reasonOf = useCallReason();
  const { fields, fetchedAt, trouble } = panel;
  if (!fields && !isAsked) return <SkeletonLines lines={2} />;
  return (
    <div className="grid gap-1">
      {fields ? (
        <DefinitionList
          labelWidth="7.5rem"
          items={fields.map((field) => ({
            ...{ key: field.key, label: field.name },
            value: field.value === null ? null : <FieldValue field={field} />,
          }))}
        />
      ) : (
        <p className="text-warning">
          {t("unavailable")}
          {trouble ? ` (${reasonOf(trouble)})` : null}
        </p>
      )}
      {fields ? (
        <p className="text-ink-3 text-xs">
          {fetchedAt ? <Instant value={fetchedAt} style="relative" /> : t("fallback")}
          {trouble ? (
            <span className="text-warning"> · {t("trouble", { reason: reasonOf(trouble) })}</span>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

function FieldValue({ field: { type, value } }: { field: PanelField }) {
  const t = useTranslations("configuration.panels");
  const locale = useLocale();
  if (value !== null && typeof value === "object") {
    return <Money amountMinor={value.minor} currency={value.currency} />;
  }
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (type === "day") return <Day value={String(value)} />;
  if (typeof value === "number") {
    return <span className="figures">{value.toLocaleString(locale)}</span>;
  }
  return value;
}
