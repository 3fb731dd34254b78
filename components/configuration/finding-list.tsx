"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";

export type Finding = RouterOutput["configuration"]["get"]["findings"][number];

/** Places that an address may hold; braces would be the translator's own. */
const PLACES = "{id}, {refNo}, {caseId}";

/** Faults of the file with their places, faults before warnings as they stand in the file. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations("configuration");
  return (
    <ul aria-label={t("findingsTitle")} className="grid gap-0.5">
      {findings.map((finding) => {
        const { line, column, path, code, params, isWarning } = finding;
        const Icon = isWarning ? TriangleAlert : CircleAlert;
        return (
          <li
            key={`${line}:${column}:${code}:${path}`}
            className="grid grid-cols-[1rem_minmax(0,1fr)] items-baseline sm:grid-cols-[1rem_6rem_minmax(0,1fr)] gap-x-2 py-0.5"
          >
            <Icon
              className={
                isWarning
                  ? "mt-[3px] size-3.5 self-start text-warning"
                  : "mt-[3px] size-3.5 self-start text-danger"
              }
              aria-hidden
            />
            <span className="figures text-ink-2 text-xs">{t("at", { line, column })}</span>
            <span className="min-w-0 break-words max-sm:col-start-2">
              {isWarning ? <span className="sr-only">{t("warning")}: </span> : null}
              {t(`findings.${code}`, { ...EMPTY, ...params, places: PLACES })}
              {params.meant ? ` ${t("meant", { word: params.meant })}` : null}
              {path ? (
                <span className="ml-2 inline-block max-w-full text-ink-3 text-xs [overflow-wrap:anywhere]">
                  {path}
                </span>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const EMPTY = {
  ...{ said: "", max: "", name: "", key: "", expected: "", value: "", options: "", host: "" },
};
