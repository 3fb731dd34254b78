"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import type { Site } from "./site-form";

const ADDRESS = "/api/files/portal-logo";

/** Sends a picture, or takes it away. A refusal is thrown as `{ code, params }`. */
async function sendLogo(file: File | null): Promise<void> {
  const body = file ? { method: "POST", body: file } : { method: "DELETE" };
  const response = await fetch(ADDRESS, body);
  if (!response.ok) throw await response.json().catch(() => ({ code: "shell.unknown" }));
}

/** The picture at the head of the door; it is kept at once, apart from the form around. */
export function SiteLogo({ site: { slug, logoHash } }: { site: Site }) {
  const t = useTranslations("clients");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);

  async function keep(file: File | null): Promise<void> {
    try {
      await sendLogo(file);
      setFault(null);
      await utils.portal.site.refetch();
      toast.success(t("toast.saved"));
    } catch (error) {
      setFault(errorText(error));
    }
  }
  return (
    <div className="grid justify-items-start gap-1">
      <label htmlFor={id} className="font-[550] text-ink-2">
        {t("settings.logo")}
      </label>
      <div className="flex flex-wrap items-center gap-3">
        {logoHash ? (
          // biome-ignore lint/performance/noImgElement: a small picture of the tenant's, sent as it is.
          <img
            src={`/api/portal/${slug}/logo?v=${logoHash}`}
            alt={t("settings.logo")}
            className="h-10 max-w-48 rounded-sm border border-rule bg-white object-contain p-1"
          />
        ) : null}
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file) void keep(file);
          }}
          className="max-w-full text-xs file:mr-2 file:h-control file:rounded-md file:border file:border-edge file:bg-surface file:px-2.5"
        />
        {logoHash ? (
          <Button onClick={() => void keep(null)}>{t("settings.logoRemove")}</Button>
        ) : null}
      </div>
      <p id={`${id}-hint`} className="text-ink-2 text-xs">
        {t("settings.logoHint")}
      </p>
      {fault ? (
        <p role="alert" className="text-danger text-xs">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
