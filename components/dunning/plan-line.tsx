"use client";

import { useTranslations } from "next-intl";
import { cx } from "../ui/cx";
import { placesOf } from "./line-places";
import type { PlanStep } from "./plan";
import { ScrollBox } from "./scroll-box";
import { useOffsetText } from "./use-offset-text";

const ROW_PX = 40;

/** The plan as a line of time: the due day, and every step where its day is. */
export function PlanLine({ steps }: { steps: readonly PlanStep[] }) {
  const t = useTranslations("dunning.editor");
  const offsetText = useOffsetText();
  const { due, places, rowCount } = placesOf(steps.map(({ dayOffset }) => dayOffset));
  const told = steps.map((step) => `${step.templateName} ${offsetText(step.dayOffset)}`);
  return (
    <ScrollBox className="pt-1 pb-2">
      <div
        role="img"
        aria-label={t("lineText", { steps: told.join(", ") })}
        className="relative min-w-150"
        style={{ height: 34 + rowCount * ROW_PX }}
      >
        <span className="absolute inset-x-0 top-6 h-px bg-rule-strong" />
        <span className="absolute top-0 text-ink-2 text-xs" style={at(due)}>
          {t("dueDay")}
        </span>
        <span className="absolute top-4.5 h-3.5 w-px bg-ink" style={at(due)} />
        {/* Stems first, then labels: a label on the paper's ground covers the stems behind it. */}
        {steps.map((step, index) => {
          const place = places[index];
          if (!place) return null;
          const height = 8 + place.row * ROW_PX;
          return (
            <span key={step.id}>
              <span
                className="absolute top-6 w-px bg-rule-strong"
                style={{ ...at(place.share), height }}
              />
              <Dot step={step} share={place.share} />
            </span>
          );
        })}
        {steps.map((step, index) => {
          const place = places[index];
          if (!place) return null;
          return (
            <span
              key={step.id}
              className={cx(
                "absolute max-w-44 truncate bg-paper text-xs leading-4",
                place.isEnd ? "-translate-x-full pr-1 text-right" : "ml-px pl-1",
              )}
              style={{ ...at(place.share), top: 32 + place.row * ROW_PX }}
            >
              <span className="block truncate font-[550]">{step.templateName}</span>
              <span className="figures text-ink-2">{offsetText(step.dayOffset)}</span>
            </span>
          );
        })}
      </div>
    </ScrollBox>
  );
}

const at = (share: number) => ({ left: `${share * 100}%` });

function Dot({ step, share }: { step: PlanStep; share: number }) {
  return (
    <span
      className={cx(
        "absolute top-6 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full ring-2 ring-paper",
        step.isPreAction
          ? "bg-violet"
          : step.isAuto
            ? "bg-accent"
            : "border-2 border-accent bg-paper",
      )}
      style={at(share)}
    />
  );
}
