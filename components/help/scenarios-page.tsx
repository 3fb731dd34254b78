"use client";

import { ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo, useState } from "react";
import type { RouterOutput } from "../api/crm";
import { Select } from "../form/select";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { layOut } from "./drawing-layout";
import { HelpFrame } from "./help-frame";
import { ScenarioDrawing } from "./scenario-drawing";

type Scenario = RouterOutput["help"]["scenarios"][number];

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const WHOLE = 2;

/** How the parts of the program take part in what it is for: drawn, and told step by step. */
export function ScenariosPage({ scenarios }: { scenarios: Scenario[] }) {
  const t = useTranslations("help.scenario");
  const [key, setKey] = useQueryState("scenario", parseAsString.withDefault(""));
  const scenario = scenarios.find((each) => each.key === key) ?? scenarios[0];
  if (!scenario) return <HelpFrame>{null}</HelpFrame>;
  return (
    <HelpFrame>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Select
          aria-label={t("choose")}
          className="max-w-md print:hidden"
          value={scenario.key}
          onChange={(next) => void setKey(next)}
          options={scenarios.map((each) => ({ value: each.key, label: each.name }))}
        />
        <div>
          <h2 className="font-[650] text-lg">{scenario.name}</h2>
          <p className="max-w-prose text-ink-2">{scenario.about}</p>
        </div>
        <Zoomable key={scenario.key} scenario={scenario} />
        <Steps scenario={scenario} />
      </div>
    </HelpFrame>
  );
}

function Zoomable({ scenario }: { scenario: Scenario }) {
  const t = useTranslations("help.scenario");
  const [at, setAt] = useState<number>(WHOLE);
  const drawing = useMemo(() => layOut(scenario), [scenario]);
  const zoom = ZOOMS[at] ?? 1;
  return (
    <div className="rounded-lg border border-rule">
      <div className="flex items-center gap-1 border-rule border-b px-2 py-1 print:hidden">
        <IconButton
          icon={ZoomOut}
          label={t("zoomOut")}
          disabled={at === 0}
          onClick={() => setAt(at - 1)}
        />
        <IconButton
          icon={ZoomIn}
          label={t("zoomIn")}
          disabled={at === ZOOMS.length - 1}
          onClick={() => setAt(at + 1)}
        />
        <span role="status" className="figures text-ink-2">
          {t("zoomLevel", { percent: Math.round(zoom * 100) })}
        </span>
      </div>
      <section
        aria-label={t("drawing", { name: scenario.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the page is moved by arrows.
        tabIndex={0}
        className="overflow-x-auto bg-paper p-2"
      >
        <ScenarioDrawing
          name={scenario.name}
          about={scenario.about}
          drawing={drawing}
          zoom={zoom}
        />
      </section>
    </div>
  );
}

function Steps({ scenario }: { scenario: Scenario }) {
  const t = useTranslations("help.scenario");
  const nameOf = (key: string) => scenario.lanes.find((lane) => lane.key === key)?.name ?? key;
  return (
    <Section title={t("steps")} level={3}>
      <ol className="grid list-decimal gap-2 pl-6 marker:text-ink-3">
        {scenario.steps.map(({ from, to, text, verb }) => (
          <li key={`${from} ${to} ${text}`} className="pl-1">
            <span className="font-[600]">
              {from === to
                ? t("self", { from: nameOf(from) })
                : t("step", { from: nameOf(from), to: nameOf(to) })}
            </span>
            {": "}
            {text}
            {verb ? (
              <span className="block break-words text-ink-2 text-xs">
                {t("by")}: <code>{verb}</code>
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
