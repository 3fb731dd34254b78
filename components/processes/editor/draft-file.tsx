"use client";

import { Download, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { trpc } from "../../api/crm";
import { ConfirmVerb } from "../../form/confirm-verb";
import { useErrorText } from "../../form/error-text";
import { Button } from "../../ui/button";
import { toast } from "../../ui/toast";
import { saveFile } from "../save-file";
import type { DraftState } from "./use-draft";

type DraftFileProps = { category: string; code: string; state: DraftState };

/** The definition as the file of its format: saved, or taken over into the draft. */
export function DraftFile({ category, code, state }: DraftFileProps) {
  const t = useTranslations("processes.editor");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const picker = useRef<HTMLInputElement>(null);
  const take = trpc.processes.importDraft.useMutation({
    onSuccess: async () => {
      await utils.processes.draft.invalidate({ category });
      // The whole draft is another one: the page begins with it anew.
      window.location.reload();
    },
  });
  const [asked, setAsked] = useState<{ name: string; text: string } | null>(null);
  const save = async () => {
    try {
      const { text } = await utils.processes.yaml.fetch({ category, code, version: null });
      saveFile({ name: `${code}.yaml`, type: "application/yaml", text });
    } catch (error) {
      toast.error(errorText(error));
    }
  };
  return (
    <>
      <Button
        size="sm"
        kind="quiet"
        icon={Download}
        disabled={!state.isKept}
        onClick={() => void save()}
      >
        {t("saveFile")}
      </Button>
      <Button
        size="sm"
        kind="quiet"
        icon={Upload}
        loading={take.isPending}
        onClick={() => picker.current?.click()}
      >
        {t("takeFile")}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".yaml,.yml"
        aria-label={t("takeFile")}
        className="hidden"
        onChange={async (event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (!file) return;
          setAsked({ name: file.name, text: await file.text() });
        }}
      />
      {asked ? (
        <ConfirmVerb
          title={t("takeTitle")}
          description={t("takeText", { file: asked.name })}
          confirmLabel={t("takeConfirm")}
          run={() => {
            const { text } = asked;
            return take.mutateAsync({ category, code, revision: state.revision.current, text });
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}
