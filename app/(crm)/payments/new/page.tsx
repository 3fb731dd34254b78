import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPaymentPage } from "@/components/claims/new-payment-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payments.record");
  return { title: t("title") };
}

export default function Page() {
  return <NewPaymentPage />;
}
