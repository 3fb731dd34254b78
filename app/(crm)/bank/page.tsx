import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BankPage } from "@/components/bank/bank-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("bank");
  return { title: t("title") };
}

export default function Page() {
  return <BankPage />;
}
