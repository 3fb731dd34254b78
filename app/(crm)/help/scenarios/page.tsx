import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireContext } from "@/app/current-context";
import { ScenariosPage } from "@/components/help/scenarios-page";
import { createCrmCaller } from "@/server/api/crm/root";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help");
  return { title: t("tabs.scenarios") };
}

export default async function Page() {
  const ctx = await requireContext();
  return <ScenariosPage scenarios={await createCrmCaller({ ctx }).help.scenarios()} />;
}
