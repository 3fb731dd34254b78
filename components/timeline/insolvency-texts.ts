"use client";

import { useLocale, useTranslations } from "next-intl";
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
  };
};

/** What somebody's insolvency has done to the case. */
export function useInsolvencyTexts(): Texts {
  const t = useTranslations("timeline.system");
  const locale = useLocale();
  const said = ({ name, mark }: { name: string; mark: string | null }) => ({
    ...{ name, mark: mark ? `(${mark})` : "" },
  });
  return {
    "insolvency.began": ({ params }: Turned & { params: { isDebtor: boolean } }) => {
      const { decidedOn, restsFrom, isDebtor } = params;
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
