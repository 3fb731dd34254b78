import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MergePage } from "@/components/parties/merge-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("parties");
  return { title: t("merge.title") };
}

type Props = {
  params: Promise<{ partyId: string }>;
  searchParams: Promise<{ with?: string | string[] }>;
};

const idOf = (text: unknown) =>
  typeof text === "string" && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;

export default async function Page({ params, searchParams }: Props) {
  const partyId = idOf((await params).partyId);
  if (partyId === null) notFound();
  return <MergePage partyId={partyId} otherId={idOf((await searchParams).with)} />;
}
