import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireContext } from "@/app/current-context";
import { InstallPage } from "@/components/pocket/install-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pocket.install");
  return { title: t("title") };
}

export default async function Page() {
  await requireContext();
  return <InstallPage />;
}
