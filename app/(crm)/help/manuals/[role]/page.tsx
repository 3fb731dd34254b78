import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireContext } from "@/app/current-context";
import { ManualPage } from "@/components/help/manual-page";
import { createCrmCaller } from "@/server/api/crm/root";
import { MANUAL_ROLES } from "@/server/domain/help/inputs";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help");
  return { title: t("title") };
}

export default async function Page({ params }: { params: Promise<{ role: string }> }) {
  const [ctx, { role: asked }] = await Promise.all([requireContext(), params]);
  const role = MANUAL_ROLES.find((each) => each === asked);
  if (!role) notFound();
  const manual = await createCrmCaller({ ctx }).help.manual({ role });
  return <ManualPage role={role} manual={manual} />;
}
