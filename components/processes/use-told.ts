"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";

export type Picture = RouterOutput["processes"]["picture"];
export type PictureTransition = Picture["transitions"][number];
type Told = PictureTransition["guards"][number];

/** What a transition asks for and does, line by line, in words. */
export type TransitionWords = {
  roles: string[];
  conditions: string[];
  effects: string[];
};

/** Words for the conditions and effects of transitions. */
export function useTransitionWords(): (transition: PictureTransition) => TransitionWords {
  const t = useTranslations("workflow");
  const tRole = useTranslations("shell.roles");
  const detailOf = (detail: Told["details"][number]): string => {
    if (detail.kind === "text") return detail.text;
    if (detail.kind === "days") return t("told.days", { days: detail.days });
    if (detail.kind === "flag") return t("told.flag", { flag: detail.flag });
    return t("told.proceeding", { kind: detail.proceeding });
  };
  const line = (words: string, told: Told): string =>
    told.details.length === 0 ? words : `${words}: ${told.details.map(detailOf).join(", ")}`;
  return (transition) => ({
    roles: transition.roles.map((role) => (role === "system" ? t("told.system") : tRole(role))),
    conditions: [
      ...(transition.needsResolution ? [t("told.resolution")] : []),
      ...transition.guards.map((guard) =>
        line(
          t.has(`guards.${guard.name}` as never) ? t(`guards.${guard.name}` as never) : guard.name,
          guard,
        ),
      ),
      ...(transition.demands.length > 0
        ? [t("told.demands", { fields: transition.demands.join(", ") })]
        : []),
      ...transition.collegial.map(({ action, min, result, state }) =>
        t("told.collegial", { action, min, result, state }),
      ),
    ],
    effects: transition.effects.map((effect) =>
      line(
        t.has(`effects.${effect.name}` as never)
          ? t(`effects.${effect.name}` as never)
          : effect.name,
        effect,
      ),
    ),
  });
}
