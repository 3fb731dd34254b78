import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountingPaymentsPage } from "@/components/feeds/accounting-payments-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("feeds.payment");
  return { title: t("title") };
}

export default function Page() {
  return <AccountingPaymentsPage />;
}
