import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CasePage } from "@/components/cases/case-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("page.title") };
}

export default async function Page({ params }: { params: Promise<{ caseId: string }> }) {
  const caseId = Number((await params).caseId);
  if (!Number.isSafeInteger(caseId) || caseId < 1) notFound();
  return <CasePage caseId={caseId} />;
}
