import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ROLES } from "@/db/values/access";

/** The name of a role by its code; one that is not known here keeps its code. */
export function useRoleName(): (role: string) => string {
  const t = useTranslations("shell.roles");
  return useCallback(
    (role) => {
      const known = ROLES.find((each) => each === role);
      return known ? t(known) : role;
    },
    [t],
  );
}
