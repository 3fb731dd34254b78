import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ImportPage } from "@/components/imports/import-page";

type Params = { params: Promise<{ importId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("imports");
  return { title: t("title") };
}

export default async function Page({ params }: Params) {
  const importId = Number((await params).importId);
  if (!Number.isSafeInteger(importId) || importId < 1) notFound();
  return <ImportPage importId={importId} />;
}
