import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PartyCardPage } from "@/components/parties/party-card-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("parties");
  return { title: t("picker.label") };
}

export default async function Page({ params }: { params: Promise<{ partyId: string }> }) {
  const { partyId } = await params;
  if (!/^\d{1,15}$/.test(partyId)) notFound();
  return <PartyCardPage partyId={Number(partyId)} />;
}
