"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useShortcut } from "../shell/shortcuts";
import { Button, type ButtonKind } from "../ui/button";
import { TEMPLATE_ENDINGS } from "./template";
import type { TemplateUpload } from "./use-template-upload";

type UploadButtonProps = {
  upload: TemplateUpload;
  label: string;
  kind?: ButtonKind;
  multiple?: boolean;
};

/** Chooses files by the system's dialog; `u` opens it. */
export function UploadButton({ upload, label, kind = "primary", multiple }: UploadButtonProps) {
  const t = useTranslations("templates.page");
  const input = useRef<HTMLInputElement>(null);
  const open = () => input.current?.click();
  useShortcut({ keys: "u", label, group: "lists", run: open });
  return (
    <>
      <Button
        kind={kind}
        icon={FileUp}
        loading={upload.busyWith !== null}
        onClick={open}
        aria-keyshortcuts="u"
      >
        {upload.busyWith === null ? label : t("uploading", { name: upload.busyWith })}
      </Button>
      <input
        ref={input}
        type="file"
        accept={TEMPLATE_ENDINGS}
        multiple={multiple}
        aria-label={label}
        hidden
        onChange={(event) => {
          void upload.send([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
