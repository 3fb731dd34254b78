"use client";

import { BadgeCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { useRegisterWords } from "../registers/words";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";

type Said = RouterOutput["registers"]["lookUpVat"] | { outcome: "failed"; text: string };

export interface VatCheck {
  said: Said | null;
  isChecking: boolean;
  check(taxId: string, country: string): void;
  dismiss(): void;
}

/** Asks VIES whether a number for VAT is valid, and whose it is. */
export function useVatCheck(): VatCheck {
  const lookUp = trpc.registers.lookUpVat.useMutation();
  const errorText = useErrorText();
  const [said, setSaid] = useState<Said | null>(null);
  const check = async (taxId: string, country: string): Promise<void> => {
    try {
      setSaid(await lookUp.mutateAsync({ taxId, country }));
    } catch (error) {
      setSaid({ outcome: "failed", text: errorText(error) });
    }
  };
  return {
    said,
    isChecking: lookUp.isPending,
    check: (taxId, country) => void check(taxId, country),
    dismiss: () => setSaid(null),
  };
}

type ButtonProps = { vat: VatCheck; taxId: string | null | undefined; country: string };

/** Beside the number. */
export function VatCheckButton({ vat, taxId, country }: ButtonProps) {
  const t = useTranslations("parties.vat");
  const number = taxId?.trim() ?? "";
  return (
    <Button
      icon={BadgeCheck}
      onClick={() => vat.check(number, country)}
      loading={vat.isChecking}
      disabled={number.length < 4}
      title={t("hint")}
    >
      {t("check")}
    </Button>
  );
}

/** What VIES said; its silence is never "not valid". */
export function VatChecked({ vat }: { vat: VatCheck }) {
  const t = useTranslations("parties.vat");
  const { said } = vat;
  return (
    <div aria-live="polite">
      {said ? (
        <Banner
          tone={TONES[said.outcome]}
          title={<Title said={said} />}
          actions={
            <Button size="sm" kind="quiet" onClick={vat.dismiss}>
              {t("close")}
            </Button>
          }
        >
          <Whose said={said} />
        </Banner>
      ) : null}
    </div>
  );
}

const TONES = {
  found: "positive",
  clear: "warning",
  unavailable: "warning",
  failed: "danger",
} as const;

function Title({ said }: { said: Said }) {
  const t = useTranslations("parties.vat");
  if (said.outcome === "failed") return said.text;
  if (said.outcome === "found") return t("valid", { taxId: said.record.taxId });
  return said.outcome === "clear" ? t("invalid", { taxId: said.taxId }) : t("unavailable");
}

function Whose({ said }: { said: Said }) {
  const t = useTranslations("parties.vat");
  const words = useRegisterWords();
  if (said.outcome === "unavailable") return `${words.trouble(said.reason)}. ${t("later")}`;
  if (said.outcome !== "found") return null;
  const { name, address } = said.record;
  if (name === null && address === null) return t("nameless");
  return [name, address?.replaceAll(/\s*\n\s*/g, ", ")].filter(Boolean).join(" · ");
}
