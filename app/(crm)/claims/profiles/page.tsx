import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProfileListPage } from "@/components/claims/profile-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("claims.profiles");
  return { title: t("title") };
}

export default function Page() {
  return <ProfileListPage />;
}
