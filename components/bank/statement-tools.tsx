"use client";

import { FileText, Plus, SlidersHorizontal, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { Button } from "../ui/button";
import { AccountDialog } from "./account-dialog";
import { RulesDialog } from "./rules-dialog";
import { StatementSheet } from "./statement-sheet";
import { UploadDialog } from "./upload-dialog";

type Open = "upload" | "statements" | "account" | "rules" | null;

/** Upload of a statement, the statements that came, own accounts, and the rules of matching. */
export function StatementTools() {
  const t = useTranslations("bank");
  const may = useMay();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      {may("bank:accounts") ? (
        <>
          <Button kind="quiet" icon={SlidersHorizontal} onClick={() => setOpen("rules")}>
            {t("rules.title")}
          </Button>
          <Button kind="quiet" icon={Plus} onClick={() => setOpen("account")}>
            {t("account.new")}
          </Button>
        </>
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
      {open === "rules" ? <RulesDialog onClose={close} /> : null}
      {open === "account" ? <AccountDialog onClose={close} /> : null}
    </>
  );
}
