"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { TIME_ZONE } from "@/server/kernel/locale";
import { useCodeText, useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { FileDrop } from "../ui/file-drop";
import { Spinner } from "../ui/spinner";
import { toast } from "../ui/toast";
import { type Uploaded, uploadStatement } from "./upload-statement";
import { useBankChanged } from "./use-bank-changed";

const MAX_BYTES = 256 * 1024 * 1024;

/** A bank's file: read whole, or asked about where only a part of it is good. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("bank.upload");
  const upload = useUpload(onClose);
  const { asked } = upload;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <div className="grid gap-3">
        {upload.busyWith !== null ? (
          <div
            role="status"
            className="flex min-h-32 items-center justify-center gap-2 rounded-md border border-edge border-dashed text-ink-2"
          >
            <Spinner />
            {t("busy", { name: upload.busyWith })}
          </div>
        ) : asked?.outcome.choice ? (
          <Choice
            choice={asked.outcome.choice}
            onKeep={() => upload.send(asked.file, "good")}
            onNone={() => {
              toast.info(t("noneKept"));
              onClose();
            }}
          />
        ) : asked?.outcome.before ? (
          <Known outcome={asked.outcome} before={asked.outcome.before} onClose={onClose} />
        ) : (
          <FileDrop
            maxBytes={MAX_BYTES}
            hint={t("hint")}
            onFiles={([file]) => file && upload.send(file, "all")}
          />
        )}
        {upload.refusal ? (
          <Banner tone="danger" role="alert" title={t("refused")}>
            {upload.refusal}
          </Banner>
        ) : null}
      </div>
    </Dialog>
  );
}

type ChoiceProps = {
  choice: NonNullable<Uploaded["choice"]>;
  onKeep: () => void;
  onNone: () => void;
};

function Choice({ choice, onKeep, onNone }: ChoiceProps) {
  const t = useTranslations("bank.upload");
  const codeText = useCodeText();
  const { goodCount, movementCount, bad } = choice;
  return (
    <div role="alert" className="grid gap-3">
      <Banner tone="warning" title={t("choiceTitle")}>
        {t("choiceText", { good: goodCount, movements: movementCount })}
      </Banner>
      <ol className="grid max-h-60 gap-1 overflow-y-auto text-sm">
        {bad.map(({ code, params }) => (
          <li key={`${code} ${params.line} ${params.account ?? ""}`} className="flex gap-3">
            <span className="code-figures w-16 shrink-0 text-right text-ink-2">
              {params.line}:{params.column}
            </span>
            <span>{codeText(code, params) ?? code}</span>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onNone}>{t("keepNone")}</Button>
        <Button kind="primary" onClick={onKeep}>
          {t("keepGood")}
        </Button>
      </div>
    </div>
  );
}

function Known(props: {
  outcome: Uploaded;
  before: NonNullable<Uploaded["before"]>;
  onClose: () => void;
}) {
  const { outcome, before, onClose } = props;
  const t = useTranslations("bank.upload");
  const format = useFormatter();
  const when = format.dateTime(new Date(before.at), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: TIME_ZONE,
  });
  return (
    <div role="alert" className="grid gap-3">
      <Banner tone="info" title={t("knownTitle")}>
        {t("knownText", {
          ...{ name: before.fileName, when, by: before.byName ?? "none" },
          count: outcome.movementCount,
        })}
      </Banner>
      <div className="flex justify-end">
        <Button kind="primary" onClick={onClose}>
          {t("knownClose")}
        </Button>
      </div>
    </div>
  );
}

/** Matching follows by itself a moment later; the queue is asked again while it does. */
const LATER_MS = [800, 2_500, 6_000];

function useUpload(onDone: () => void) {
  const t = useTranslations("bank.upload");
  const errorText = useErrorText();
  const changed = useBankChanged();
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ file: File; outcome: Uploaded } | null>(null);
  async function send(file: File, keep: "all" | "good"): Promise<void> {
    setBusyWith(file.name);
    setRefusal(null);
    try {
      const outcome = await uploadStatement(file, keep);
      if (outcome.choice || outcome.before) {
        setAsked({ file, outcome });
        setBusyWith(null);
        return;
      }
      toast.success(t("done", { count: outcome.movementCount, fresh: outcome.newCount }));
      void changed();
      for (const delay of LATER_MS) setTimeout(() => void changed(), delay);
      onDone();
    } catch (error) {
      setRefusal(errorText(error));
      setAsked(null);
      setBusyWith(null);
    }
  }
  return {
    ...{ busyWith, refusal, asked },
    send: (file: File, keep: "all" | "good") => void send(file, keep),
  };
}
