"use client";

import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "../ui/button";

/** The way to the supervisor's view of who has how much. */
export function TeamLink() {
  const t = useTranslations("tasks.team");
  return (
    <ButtonLink href="/tasks/team" icon={Users}>
      {t("title")}
    </ButtonLink>
  );
}
