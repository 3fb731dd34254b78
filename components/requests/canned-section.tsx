"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LANGUAGES } from "@/db/values/access";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { CannedDialog } from "./canned-dialog";

export type Canned = RouterOutput["requests"]["canned"][number];

/** What is answered often, kept ready in the languages of clients. */
export function CannedSection() {
  const t = useTranslations("requests.canned");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const { data, error, refetch } = trpc.requests.canned.useQuery();
  const [edited, setEdited] = useState<Canned | "new" | null>(null);
  const remove = trpc.requests.deleteCanned.useMutation({
    onSuccess: () => void utils.requests.canned.invalidate(),
    onError: (refused) => void toast.error(errorText(refused)),
  });
  return (
    <Section
      title={t("title")}
      hint={t("hint")}
      actions={
        <Button size="sm" icon={Plus} onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      }
    >
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <CannedItems
          answers={data}
          onEdit={setEdited}
          onDelete={({ id: answerId }) => remove.mutate({ answerId })}
        />
      ) : (
        <SkeletonLines lines={4} />
      )}
      {edited ? (
        <CannedDialog answer={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </Section>
  );
}

type ItemsProps = {
  answers: Canned[];
  onEdit: (answer: Canned) => void;
  onDelete: (answer: Canned) => void;
};

function CannedItems({ answers, onEdit, onDelete }: ItemsProps) {
  const t = useTranslations("requests.canned");
  if (answers.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <ul>
      {answers.map((answer) => (
        <li key={answer.id} className="flex items-center gap-2 border-rule border-b py-1.5">
          <span className="font-[600]">/{answer.shortcut}</span>
          {LANGUAGES.filter((language) => answer.texts[language]?.trim()).map((language) => (
            <Badge key={language}>{language}</Badge>
          ))}
          <span className="min-w-0 flex-1 truncate text-ink-2 text-xs">
            {Object.values(answer.texts).find((text) => text?.trim())}
          </span>
          <IconButton
            icon={Pencil}
            size="sm"
            label={t("edit", { name: answer.shortcut })}
            onClick={() => onEdit(answer)}
          />
          <IconButton
            icon={Trash2}
            size="sm"
            label={t("delete", { name: answer.shortcut })}
            onClick={() => onDelete(answer)}
          />
        </li>
      ))}
    </ul>
  );
}
