"use client";

import { FileText, Plus, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { FileDrop } from "../ui/file-drop";
import { Spinner } from "../ui/spinner";
import { toast } from "../ui/toast";
import { AccountDialog } from "./account-dialog";
import { StatementSheet } from "./statement-sheet";
import { uploadStatement } from "./upload-statement";
import { useBankChanged } from "./use-bank-changed";

const MAX_BYTES = 256 * 1024 * 1024;

type Open = "upload" | "statements" | "account" | null;

/** Upload of a statement, the statements that came, and the tenant's own accounts. */
export function StatementTools() {
  const t = useTranslations("bank");
  const may = useMay();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      {may("bank:accounts") ? (
        <Button kind="quiet" icon={Plus} onClick={() => setOpen("account")}>
          {t("account.new")}
        </Button>
      ) : null}
      <Button icon={FileText} onClick={() => setOpen("statements")}>
        {t("statements.title")}
      </Button>
      {may("bank:upload") ? (
        <Button kind="primary" icon={Upload} onClick={() => setOpen("upload")}>
          {t("upload.title")}
        </Button>
      ) : null}
      {open === "upload" ? <UploadDialog onClose={close} /> : null}
      {open === "statements" ? <StatementSheet onClose={close} /> : null}
      {open === "account" ? <AccountDialog onClose={close} /> : null}
    </>
  );
}

function UploadDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("bank.upload");
  const upload = useUpload(onClose);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <div className="grid gap-3">
        {upload.busyWith === null ? (
          <FileDrop
            maxBytes={MAX_BYTES}
            hint={t("hint")}
            onFiles={([file]) => file && upload.send(file)}
          />
        ) : (
          <div
            role="status"
            className="flex min-h-32 items-center justify-center gap-2 rounded-md border border-edge border-dashed text-ink-2"
          >
            <Spinner />
            {t("busy", { name: upload.busyWith })}
          </div>
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

/** Matching follows by itself a moment later; the queue is asked again while it does. */
const LATER_MS = [800, 2_500, 6_000];

function useUpload(onDone: () => void) {
  const t = useTranslations("bank.upload");
  const errorText = useErrorText();
  const changed = useBankChanged();
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function send(file: File): Promise<void> {
    setBusyWith(file.name);
    setRefusal(null);
    try {
      const { movementCount, newCount } = await uploadStatement(file);
      toast.success(t("done", { count: movementCount, fresh: newCount }));
      void changed();
      for (const delay of LATER_MS) setTimeout(() => void changed(), delay);
      onDone();
    } catch (error) {
      setRefusal(errorText(error));
      setBusyWith(null);
    }
  }
  return { busyWith, refusal, send };
}
