"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { PortalOutput } from "../api/portal";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { PortalSelect } from "./portal-select";
import { useClaimName } from "./use-claim-name";
import { usePortalForm } from "./use-portal-form";

type Claims = PortalOutput["myCase"]["claims"];
interface Props {
  slug: string;
  refNo: string;
  claims: Claims;
}

/** A payment that nobody sent, entered as in accounting: in a demo alone. */
export function TestPayment({ slug, refNo, claims }: Props) {
  const t = useTranslations("portal.test");
  const router = useRouter();
  const [first] = claims;
  const [claimId, setClaimId] = useState(String(first?.claimId ?? ""));
  const [amount, setAmount] = useState("100");
  const [isDone, setDone] = useState(false);
  const form = usePortalForm(slug, (named) => (named === "amountMinor" ? "amount" : named));
  const nameOf = useClaimName();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const amountMinor = Math.round(Number(amount.replace(/\s/g, "").replace(",", ".")) * 100);
    if (!(amountMinor > 0)) return form.refuse({ amount: t("amount") });
    const given = { refNo, claimId: Number(claimId), amountMinor };
    setDone(false);
    const done = await form.send(given, (client) =>
      client.enterTestPayment
        .mutate({ ...given, idempotencyKey: crypto.randomUUID() })
        .then(() => true),
    );
    setDone(done === true);
    if (done) router.refresh();
  }
  return (
    <form
      {...form.props}
      onSubmit={submit}
      aria-labelledby="test-payment"
      className="grid gap-3 rounded-lg border border-rule border-dashed p-5"
    >
      <h2 id="test-payment" className="font-[620] text-xl">
        {t("title")}
      </h2>
      <p className="text-ink-2">{t("hint")}</p>
      <FaultBanner slug={slug} fault={form.fault} />
      {isDone ? (
        <Banner tone="positive" role="status">
          {t("done")}
        </Banner>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        <PortalSelect
          {...form.at("claimId")}
          label={t("claim")}
          value={claimId}
          onChange={setClaimId}
          options={claims.map((claim) => ({
            value: String(claim.claimId),
            label: nameOf(claim),
          }))}
        />
        <PortalInput
          {...form.at("amount")}
          label={t("amount")}
          value={amount}
          onChange={setAmount}
          inputMode="decimal"
          required
        />
      </div>
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("submit")}
      </button>
    </form>
  );
}
