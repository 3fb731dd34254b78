"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../form/field";
import { PageBody, PageHeader } from "../shell/page-header";
import { TaskForm } from "../timeline/task-form";
import { CasePicker, type PickedCase } from "./case-picker";

/** A task that begins from nowhere: first its case, then the task itself. */
export function NewTaskPage() {
  const t = useTranslations("tasks");
  const router = useRouter();
  const [picked, setPicked] = useState<PickedCase | null>(null);
  return (
    <>
      <PageHeader title={t("new")} breadcrumbs={[{ label: t("title"), href: "/tasks" }]} />
      <PageBody className="grid max-w-2xl gap-4">
        <Field label={t("columns.case")} required>
          <CasePicker label={t("columns.case")} value={picked} onChange={setPicked} />
        </Field>
        {picked ? (
          <TaskForm
            key={picked.id}
            caseId={picked.id}
            onDone={() => router.push(`/cases/${picked.id}`)}
            onCancel={() => router.push("/tasks")}
          />
        ) : (
          <p className="text-ink-2">{t("chooseCase")}</p>
        )}
      </PageBody>
    </>
  );
}
