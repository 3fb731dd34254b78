import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TemplatePage } from "@/components/templates/template-page";

type Params = { params: Promise<{ templateId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("templates.page");
  return { title: t("title") };
}

export default async function Page({ params }: Params) {
  const templateId = Number((await params).templateId);
  if (!Number.isSafeInteger(templateId) || templateId < 1) notFound();
  return <TemplatePage templateId={templateId} />;
}
