import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewCasePage } from "@/components/cases/new-case-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("new") };
}

type PageProps = { searchParams: Promise<{ category?: string; about?: string }> };

export default async function Page({ searchParams }: PageProps) {
  const { category, about } = await searchParams;
  const parentCaseId = Number(about);
  const isId = Number.isSafeInteger(parentCaseId) && parentCaseId > 0;
  return <NewCasePage category={category ?? null} parentCaseId={isId ? parentCaseId : null} />;
}
