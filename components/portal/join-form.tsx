"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { usePortalForm } from "./use-portal-form";

/** A colleague's code, typed. */
export function JoinForm({ slug }: { slug: string }) {
  const t = useTranslations("portal.organisation");
  const register = useTranslations("portal.register");
  const router = useRouter();
  const form = usePortalForm(slug);
  const [code, setCode] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { code };
    const done = await form.send(given, (client) => client.joinOrganisation.mutate(given));
    if (done) router.refresh();
  }
  return (
    <form {...form.props} onSubmit={submit} aria-labelledby="join" className="grid gap-4">
      <h2 id="join" className="font-[620] text-xl">
        {t("joinTitle")}
      </h2>
      <FaultBanner slug={slug} fault={form.fault} />
      <PortalInput
        {...form.at("code")}
        label={register("code")}
        hint={register("codeHint")}
        value={code}
        onChange={setCode}
        autoComplete="off"
        autoCapitalize="characters"
        required
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("join")}
      </button>
    </form>
  );
}
