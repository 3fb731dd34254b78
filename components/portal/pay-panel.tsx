"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Currency } from "@/server/kernel/money";
import type { PortalOutput } from "../api/portal";
import { Money } from "../format/money";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { usePortal } from "./use-portal";

const SAID_FOR_MS = 2_000;

type Code = PortalOutput["myPaymentCode"];

interface Props {
  slug: string;
  /** One claim, or all that is left on the case in a currency. */
  asked: { refNo: string; claimId: number } | { refNo: string; currency: Currency };
  label: string;
}

/** The button that pays: a code for the bank's application, and the same in words to copy. */
export function PayPanel({ slug, asked, label }: Props) {
  const { call, fault, isBusy } = usePortal(slug);
  const [code, setCode] = useState<Code | null>(null);
  const [wasClosed, setClosed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasClosed) button.current?.focus();
  }, [wasClosed]);
  if (code) {
    const close = () => {
      setCode(null);
      setClosed(true);
    };
    return <PaymentCode code={code} onClose={close} />;
  }
  return (
    <div className="grid gap-2">
      <FaultBanner slug={slug} fault={fault} />
      <button
        ref={button}
        type="button"
        className={brandButton}
        disabled={isBusy}
        onClick={async () => {
          setClosed(false);
          setCode(await call((client) => client.myPaymentCode.query(asked)));
        }}
      >
        {label}
      </button>
    </div>
  );
}

function PaymentCode({ code, onClose }: { code: Code; onClose: () => void }) {
  const t = useTranslations("portal.pay");
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  const rows: [string, string][] = [
    [t("account"), code.accountNumber],
    [t("iban"), code.iban.replace(/(.{4})(?=.)/g, "$1 ")],
    ...(code.variableSymbol ? [[t("symbol"), code.variableSymbol] as [string, string]] : []),
  ];
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={t("title")}
      className="grid gap-4 rounded-md bg-sunken p-4 sm:grid-cols-[auto_1fr]"
    >
      {/* biome-ignore lint/performance/noImgElement: a drawing made for this moment, not a file. */}
      <img
        alt={t("qr")}
        src={`data:image/svg+xml;base64,${btoa(code.image)}`}
        className="mx-auto size-48 rounded-md bg-[#fff] p-2"
      />
      <div className="grid content-start gap-2">
        <p className="text-ink-2 text-md">{t("scan")}</p>
        <dl className="grid gap-2">
          <div>
            <dt className="text-ink-2 text-md">{t("amount")}</dt>
            <dd>
              <Money amountMinor={code.amountMinor} currency={code.currency} emphasis="none" />
            </dd>
          </div>
          {rows.map(([label, value]) => (
            <CopyRow key={label} label={label} value={value} />
          ))}
        </dl>
        <p className="text-ink-2 text-md">{t("credited")}</p>
        <button type="button" className="w-fit py-1 text-accent text-md" onClick={onClose}>
          {t("close")}
        </button>
      </div>
    </section>
  );
}

function CopyRow({ label, value }: { label: string; value: string }) {
  const t = useTranslations("portal.pay");
  const failed = useTranslations("shell.actions")("copyFailed");
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const told = outcome === "copied" ? t("copied") : t("copy");
  return (
    <div>
      <dt className="text-ink-2 text-md">{label}</dt>
      <dd className="flex flex-wrap items-center gap-x-3">
        <span className="code-figures min-w-0 flex-1">{value}</span>
        <button
          type="button"
          aria-label={`${told}: ${label}`}
          className="min-h-9 rounded-md border border-rule-strong px-3 text-ink-2 text-md"
          onClick={async () => {
            // Over plain http there is no clipboard at all.
            const copied = navigator.clipboard?.writeText(value.replaceAll(" ", ""));
            setOutcome(
              await (copied ?? Promise.reject()).then(
                () => "copied" as const,
                () => "failed" as const,
              ),
            );
          }}
        >
          {told}
        </button>
        <span
          className={outcome === "failed" ? "w-full text-danger text-md" : "sr-only"}
          role="status"
        >
          {outcome === "copied" ? t("copied") : outcome === "failed" ? failed : ""}
        </span>
      </dd>
    </div>
  );
}
