"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "../ui/badge";
import { type Feature, isProven, type Narrowing, narrowFeatures } from "./results";
import { TestStatus } from "./test-status";

/** Each promised capability with the tests that prove it and how they ended. */
export function FeatureList({ features, by }: { features: Feature[]; by: Narrowing }) {
  const t = useTranslations("help.tests");
  const shown = narrowFeatures(features, by);
  const proven = features.filter(isProven).length;
  return (
    <section className="grid gap-2" aria-label={t("byFeature")}>
      <p role="status" className="text-ink-2">
        {shown.length === 0 ? t("nothing") : t("featureCount", { proven, all: features.length })}
      </p>
      <ul className="border-rule border-t">
        {shown.map((feature) => (
          <FeatureRow key={feature.id} feature={feature} />
        ))}
      </ul>
    </section>
  );
}

function FeatureRow({ feature }: { feature: Feature }) {
  const t = useTranslations("help.tests");
  const [isOpen, setOpen] = useState(false);
  const { id, text, tests } = feature;
  const isGood = isProven(feature);
  return (
    <li className="border-rule border-b">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="grid cursor-pointer grid-cols-[3rem_minmax(0,1fr)_auto] gap-2 px-1 py-1.5 hover:bg-hover">
          <span className="figures text-ink-2">{id}</span>
          <span>{text.replaceAll("`", "")}</span>
          <Badge tone={isGood ? "positive" : "warning"}>{t(isGood ? "proven" : "unproven")}</Badge>
        </summary>
        {isOpen ? (
          <ul className="grid gap-1 pt-1 pb-3 pl-14">
            {tests.map(({ path, title, status }) => (
              <li key={`${path} ${title}`} className="flex min-w-0 gap-2">
                <TestStatus status={status} />
                <span className="min-w-0 break-words">
                  {title} <code className="text-ink-2 text-xs">{path}</code>
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </details>
    </li>
  );
}
