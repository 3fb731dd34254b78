import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApprovalsPage } from "@/components/collegial/approvals-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("collegial.queue");
  return { title: t("title") };
}

export default function Page() {
  return <ApprovalsPage />;
}
