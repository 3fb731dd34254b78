import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RetentionForm } from "@/components/clients/retention-form";
import { RulesSection } from "@/components/clients/rules-section";
import { SitePage } from "@/components/clients/site-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.portal") };
}

export default function Page() {
  return (
    <div className="grid gap-8">
      <SitePage />
      <RulesSection />
      <RetentionForm />
    </div>
  );
}
