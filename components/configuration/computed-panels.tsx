"use client";

import { RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { PanelPlace } from "@/db/values/configuration";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { TextLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { useCallReason } from "./reason";

/** In a request of its own: one that waits for a slow program must not hold up what is asked beside it. */
const ALONE = { trpc: { context: { isAlone: true } } };

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
  const asked = trpc.configuration.panels.useQuery(due, { enabled: hasPanels, ...ALONE });
  const fresh = trpc.configuration.panels.useQuery(
    { place, id, ask: "fresh" },
    { enabled: false, ...ALONE },
  );
  const errorText = useErrorText();
  const panels = asked.data ?? known.data ?? [];
  async function refresh(): Promise<void> {
    const { data, error } = await fresh.refetch();
    if (data) utils.configuration.panels.setData(due, data);
    if (error) toast.error(errorText(error));
  }
  return byVariable(panels).map(({ variable, name, ofCases }) => (
    <Section
      key={variable}
      title={name}
      actions={
        <IconButton
          icon={RefreshCw}
          size="sm"
          label={t("refreshNamed", { name })}
          onClick={() => void refresh()}
          disabled={fresh.isFetching}
        />
      }
    >
      <div className="grid gap-2">
        {ofCases.map((panel) => (
          <div key={panel.caseId}>
            {place === "party" ? (
              <TextLink href={`/cases/${panel.caseId}`}>
                <span className="figures">{panel.refNo}</span>
              </TextLink>
            ) : null}
            <PanelBody
              panel={panel}
              isAsking={asked.isFetching}
              isFailed={asked.isError}
              isShort={ofCases.length > 1}
            />
          </div>
        ))}
      </div>
    </Section>
  ));
}

type OfVariable = { variable: string; name: string; ofCases: Panel[] };

/** One part of the page for each variable, however many cases a party has. */
function byVariable(panels: readonly Panel[]): OfVariable[] {
  const parts = new Map<string, OfVariable>();
  for (const panel of panels) {
    const { variable, name } = panel;
    const part = parts.get(variable) ?? { variable, name, ofCases: [] };
    part.ofCases.push(panel);
    parts.set(variable, part);
  }
  return [...parts.values()];
}

/** A line for one case of many: labels before values, empty ones left out. */
function ShortFields({ fields }: { fields: readonly PanelField[] }) {
  return (
    <p className="flex flex-wrap gap-x-3">
      {fields
        .filter(({ value }) => value !== null)
        .map((field) => (
          <span key={field.key} className="min-w-0 break-words">
            <span className="text-ink-2">{field.name}</span> <FieldValue field={field} />
          </span>
        ))}
    </p>
  );
}

type PanelBodyProps = { panel: Panel; isAsking: boolean; isFailed: boolean; isShort: boolean };

function PanelBody({ panel, isAsking, isFailed, isShort }: PanelBodyProps) {
  const t = useTranslations("configuration.panels");
  const reasonOf = useCallReason();
  const { fields, fetchedAt, trouble } = panel;
  if (!fields && isAsking) return <SkeletonLines lines={2} />;
  return (
    <div className="grid gap-1">
      {fields && isShort ? <ShortFields fields={fields} /> : null}
      {fields && !isShort ? (
        <DefinitionList
          labelWidth="7.5rem"
          items={fields.map((field) => ({
            ...{ key: field.key, label: field.name },
            value: field.value === null ? null : <FieldValue field={field} />,
          }))}
        />
      ) : null}
      {fields ? null : (
        <p className="text-warning">
          {t("unavailable")}
          {trouble ? ` (${reasonOf(trouble)})` : null}
        </p>
      )}
      {fields ? (
        <p className="text-ink-3 text-xs">
          {fetchedAt ? <Instant value={fetchedAt} style="relative" /> : t("fallback")}
          {isAsking ? ` · ${t("asking")}` : null}
          {trouble && !isAsking ? (
            <span className="text-warning"> · {t("trouble", { reason: reasonOf(trouble) })}</span>
          ) : null}
          {isFailed ? <span className="text-warning"> · {t("notAsked")}</span> : null}
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
