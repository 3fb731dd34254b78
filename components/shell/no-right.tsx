import { ShieldX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** Stands in place of a page whose right a person does not have. */
export function NoRight() {
  const t = useTranslations("shell.state");
  return (
    <EmptyState
      icon={ShieldX}
      title={t("noRightTitle")}
      actions={<ButtonLink href="/">{t("toOverview")}</ButtonLink>}
    >
      {t("noRightText")}
    </EmptyState>
  );
}
