"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { Download, Printer } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { QrCode } from "../access/qr-code";
import { type RouterInput, type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { downloadForm } from "../lists/export-form";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { DefinitionList } from "../ui/definition-list";
import { toast } from "../ui/toast";
import { PaymentQrFormat, type PaymentQrValues } from "./payment-qr-fields";

type PaymentCode = RouterOutput["paymentCodes"]["make"];
type Format = PaymentCode["format"];

/** The code of what was entered, its details to be copied, saved and printed. */
export function PaymentQrCode({ values }: { values: PaymentQrValues }) {
  const t = useTranslations("paymentCodes");
  const errorText = useErrorText();
  const [format, setFormat] = useState<Format | null>(null);
  const { amountMinor } = values;
  const isSymbol = /^\d{0,10}$/.test(values.variableSymbol.trim());
  const isReady = amountMinor !== null && amountMinor > 0 && isSymbol;
  const input = { ...values, amountMinor: amountMinor ?? 0, format };
  const query = trpc.paymentCodes.make.useQuery(input, {
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
  if (!isReady) return <p className="self-center text-center text-ink-2">{t("nothing")}</p>;
  if (query.error) {
    return (
      <div>
        <Banner tone="danger">{errorText(query.error)}</Banner>
      </div>
    );
  }
  const { data } = query;
  if (!data) return <div className="min-h-72" />;
  return (
    <div className="grid content-start justify-items-center gap-3">
      <PaymentQrFormat value={data.format} onChange={setFormat} />
      <div data-print className="grid w-full gap-2">
        <QrCode text={data.text} label={`${t("code")} ${t(`formats.${data.format}`)}`} />
        <Details code={data} />
      </div>
      <Actions input={{ ...input, format: data.format }} />
    </div>
  );
}

function Details({ code }: { code: PaymentCode }) {
  const t = useTranslations("paymentCodes");
  const locale = useLocale();
  const { account, payeeName, variableSymbol, dueOn, message, text } = code;
  const amount = formatMoney(code.amountMinor, code.currency, locale);
  const told = [
    [t("payee"), payeeName],
    [t("number"), account.number],
    [t("iban"), account.iban],
    [t("amount"), amount],
    [t("variableSymbol"), variableSymbol],
    [t("dueOn"), dueOn ? formatDay(dueOn, locale) : null],
    [t("message"), message],
  ] as const;
  const items = told.flatMap(([label, value]) =>
    value && (label !== t("number") || value !== account.iban)
      ? [{ label, value, action: <CopyButton value={value} label={label} /> }]
      : [],
  );
  return (
    <section aria-label={t("details")} className="text-sm">
      <DefinitionList labelWidth="6.5rem" items={items} />
      <div className="flex items-start gap-1 pt-1 print:hidden">
        <code className="min-w-0 flex-1 break-all text-ink-3 text-xs">{text}</code>
        <CopyButton value={text} label={t("text")} />
      </div>
    </section>
  );
}

function Actions({ input }: { input: RouterInput["paymentCodes"]["make"] }) {
  const t = useTranslations("paymentCodes");
  const errorText = useErrorText();
  const save = (image: "png" | "svg") => {
    const request = JSON.stringify({ ...input, image });
    const refused = (refusal: unknown) => toast.error(errorText(refusal));
    downloadForm("/api/files/payment-code", { request }, refused).submit();
  };
  return (
    <div className="flex flex-wrap justify-center gap-2">
      <Button size="sm" icon={Download} onClick={() => save("png")}>
        {t("savePng")}
      </Button>
      <Button size="sm" icon={Download} kind="quiet" onClick={() => save("svg")}>
        {t("saveSvg")}
      </Button>
      <Button size="sm" icon={Printer} kind="quiet" onClick={() => window.print()}>
        {t("print")}
      </Button>
    </div>
  );
}
