import { useTranslations } from "next-intl";
import { useRoleName } from "../access/role-name";
import type { SystemEvent } from "./system-event";

type Of<Code> = Extract<SystemEvent, { code: Code }>;
type CollegialCode = Extract<SystemEvent["code"], `collegial.${string}`>;

/** Who was asked for what together, and what came of it. */
export function useCollegialTexts(): { [Code in CollegialCode]: (event: Of<Code>) => string } {
  const t = useTranslations("timeline.system");
  const words = useTranslations("collegial");
  const roleName = useRoleName();
  const anyOf = (role: string) => words("anyOf", { role: roleName(role) });
  return {
    "collegial.asked": ({ params: { kind, names, roles } }) =>
      t("collegialAsked", { kind, who: [...names, ...roles.map(anyOf)].join(", ") }),
    "collegial.decided": ({ params: { kind, outcome, name, onBehalfOf } }) => {
      const who =
        onBehalfOf === null ? name : t("collegialFor", { who: name, principal: onBehalfOf });
      return t("collegialDecided", { kind, outcome, name: who });
    },
    "collegial.withdrawn": ({ params: { kind, name, role } }) =>
      t("collegialWithdrawn", { kind, who: name ?? (role === null ? "" : anyOf(role)) }),
  };
}
