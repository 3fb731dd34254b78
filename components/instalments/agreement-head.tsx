"use client";

import { Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Segmented } from "../ui/segmented";
import { SettingsSheet } from "./settings-sheet";

const PATHS = { schedules: "/instalments", promises: "/instalments/promises" } as const;

/** Head of both lists: from one to the other, and what holds for all schedules. */
export function AgreementHead({ tab }: { tab: keyof typeof PATHS }) {
  const t = useTranslations("instalments");
  const router = useRouter();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  return (
    <PageHeader
      title={tab === "schedules" ? t("title") : t("promises.title")}
      actions={
        <>
          <Segmented
            label={t("tabs.label")}
            value={tab}
            onChange={(next) => router.push(PATHS[next])}
            options={[
              { value: "schedules", label: t("tabs.schedules") },
              { value: "promises", label: t("tabs.promises") },
            ]}
          />
          {may("settings:register") ? (
            <Button icon={Settings2} onClick={() => setOpen(true)}>
              {t("settings.open")}
            </Button>
          ) : null}
          {isOpen ? <SettingsSheet onClose={() => setOpen(false)} /> : null}
        </>
      }
    />
  );
}
