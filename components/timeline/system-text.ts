"use client";

import { useLocale, useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { nameIn, useProcesses } from "../workflow/processes";
import { type SystemEvent, systemEventOf } from "./system-event";

/** The sentence of a system event, made from its code in the reader's language. */
export function useSystemText(caseId: number): (data: unknown) => string {
  const t = useTranslations("timeline.system");
  const kinds = useTranslations("proceedings.kind");
  const locale = useLocale();
  const processes = useProcesses();
  const { data: detail } = trpc.cases.get.useQuery({ caseId });
  const process = detail ? processes.of(detail.category, detail.fields) : undefined;

  const texts: { [Code in SystemEvent["code"]]: (event: Of<Code>) => string } = {
    "case.moved": ({ params }) =>
      t("caseMoved", {
        from: nameIn(process?.states, params.from),
        to: nameIn(process?.states, params.to),
      }),
    "proceeding.added": ({ params }) =>
      params.courtFileMark
        ? t("proceedingAdded", { kind: kinds(params.kind), mark: params.courtFileMark })
        : t("proceedingAddedBare", { kind: kinds(params.kind) }),
    "workflow.note": ({ params }) => params.names[locale] ?? params.names.cs ?? t("other"),
  };
  return (data) => {
    const event = systemEventOf(data);
    return event ? (texts[event.code] as (event: SystemEvent) => string)(event) : t("other");
  };
}

type Of<Code> = Extract<SystemEvent, { code: Code }>;
