import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProceedingsPage } from "@/components/proceedings/proceedings-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("proceedings");
  return { title: t("title") };
}

export default function Page() {
  return <ProceedingsPage />;
}
