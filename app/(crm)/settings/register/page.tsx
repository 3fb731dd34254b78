import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RegisterPage } from "@/components/cases/register-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.register");
  return { title: t("title") };
}

export default function Page() {
  return <RegisterPage />;
}
