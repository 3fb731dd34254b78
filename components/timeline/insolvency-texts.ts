"use client";

import { useLocale, useTranslations } from "next-intl";
import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import { formatDay } from "@/server/kernel/days";
import type { SystemEvent } from "./system-event";

type Code = Extract<SystemEvent["code"], `insolvency.${string}`>;
type Texts = { [Each in Code]: (event: Extract<SystemEvent, { code: Each }>) => string };
type Turned = {
  params: {
    name: string;
    mark: string | null;
    decidedOn: string | null;
    restsFrom?: string | null | undefined;
    isHeld?: boolean | undefined;
    procedure?: InsolvencyProcedure | null | undefined;
    isGrowing?: boolean | undefined;
    isMild?: boolean | undefined;
  };
};

/** What somebody's insolvency has done to the case. */
export function useInsolvencyTexts(): Texts {
  const t = useTranslations("timeline.system");
  const locale = useLocale();
  const procedures = useTranslations("insolvency.procedures");
  const said = ({
    name,
    mark,
    procedure,
  }: Pick<Turned["params"], "name" | "mark" | "procedure">) => {
    const parts = [procedure ? procedures(procedure) : null, mark].filter(Boolean);
    return { name, mark: parts.length > 0 ? `(${parts.join(", ")})` : "" };
  };
  return {
    "insolvency.began": ({ params }: Turned & { params: { isDebtor: boolean } }) => {
      const { decidedOn, restsFrom, isDebtor } = params;
      if (isDebtor && params.isGrowing && restsFrom) {
        const mark = [params.procedure ? procedures(params.procedure) : null, params.mark];
        const text = { name: params.name, mark: mark.filter(Boolean).join(", ") };
        return t(params.isMild ? "insolvencyMild" : "insolvencyGrowing", text);
      }
      if (!decidedOn && restsFrom) {
        return t(isDebtor ? "insolvencyUndated" : "insolvencyUndatedBeside", {
          ...said(params),
          day: formatDay(restsFrom, locale),
        });
      }
      if (!decidedOn) {
        return t(isDebtor ? "insolvencyPetition" : "insolvencyPetitionBeside", said(params));
      }
      return t(isDebtor ? "insolvencyBegan" : "insolvencyBeganBeside", {
        ...said(params),
        day: formatDay(decidedOn, locale),
      });
    },
    "insolvency.moved": ({ params }: Turned) =>
      params.decidedOn
        ? t("insolvencyMoved", { ...said(params), day: formatDay(params.decidedOn, locale) })
        : t(params.restsFrom ? "insolvencyMovedUndated" : "insolvencyMovedOpen", said(params)),
    "insolvency.ended": ({ params }: Turned) =>
      t(params.isHeld ? "insolvencyEndedHeld" : "insolvencyEnded", said(params)),
    "insolvency.suspected": ({ params }) => t("insolvencySuspected", said(params)),
    "insolvency.doubt_ended": ({ params }) => t("insolvencyDoubtEnded", said(params)),
    "insolvency.named": ({ params }) => t("insolvencyNamed", said(params)),
    "insolvency.others": ({ params }) => t("insolvencyOthers", params),
  };
}
