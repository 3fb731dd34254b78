"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCodeText } from "../form/error-text";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { asFramed } from "./framed";
import { ownDataAddress } from "./portal-file";
import type { Fault } from "./use-portal";

/** All that is kept about the client, as one file. */
export function OwnDataDownload({ slug }: { slug: string }) {
  const t = useTranslations("portal.ownData");
  const { download, fault, isBusy } = useDownload(slug);
  return (
    <section className="mt-8 grid gap-3" aria-labelledby="own-data">
      <h2 id="own-data" className="font-[620] text-xl">
        {t("title")}
      </h2>
      <p className="text-ink-2">{t("hint")}</p>
      <FaultBanner slug={slug} fault={fault} />
      <button
        type="button"
        className={brandButton}
        disabled={isBusy}
        onClick={() => void download()}
      >
        {t("download")}
      </button>
    </section>
  );
}

function useDownload(slug: string) {
  const failed = useTranslations("shell.errors")("unknown");
  const codeText = useCodeText();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);

  async function textOf(response: Response): Promise<string> {
    const told = await response.json().catch(() => null);
    return codeText(told?.code ?? "", told?.params) ?? failed;
  }
  async function download() {
    setBusy(true);
    setFault(null);
    try {
      const response = await fetch(asFramed(ownDataAddress(slug)), { method: "POST" });
      if (response.ok) save(await response.blob(), nameOf(response));
      else if (response.status === 401) setFault({ text: failed, isSignedOut: true });
      else setFault({ text: await textOf(response), isSignedOut: false });
    } catch {
      setFault({ text: failed, isSignedOut: false });
    } finally {
      setBusy(false);
    }
  }
  return { download, fault, isBusy };
}

function nameOf(response: Response): string {
  const told = response.headers.get("content-disposition") ?? "";
  return decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(told)?.[1] ?? "data.zip");
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
