import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AssignmentsPage } from "@/components/cases/assignments-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.assignments");
  return { title: t("title") };
}

export default function Page() {
  return <AssignmentsPage />;
}
