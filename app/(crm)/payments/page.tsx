import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PaymentListPage } from "@/components/claims/payment-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payments");
  return { title: t("title") };
}

export default function Page() {
  return <PaymentListPage />;
}
