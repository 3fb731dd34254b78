import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TaskInbox } from "@/components/tasks/task-inbox";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tasks");
  return { title: t("title") };
}

export default function Page() {
  return <TaskInbox />;
}
