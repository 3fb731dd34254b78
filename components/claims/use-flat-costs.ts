"use client";

import { Coins } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import type { MenuEntry } from "../ui/menu-entries";
import { toast } from "../ui/toast";
import type { Claim } from "./rows";
import { useClaimsChanged } from "./use-claims-changed";

/** What the law gives between businesses; against a consumer the refusal says why not. */
const AMOUNTS = { CZK: 120_000, EUR: 4_000 } as const;

/** One click charges the flat costs of a claim that is in delay; a refusal is told in words. */
export function useFlatCosts(caseId: number): (claim: Claim) => MenuEntry[] {
  const t = useTranslations("claims");
  const locale = useLocale();
  const errorText = useErrorText();
  const changed = useClaimsChanged();
  const { data: law } = trpc.claims.law.useQuery({ caseId });
  const charge = trpc.claims.chargeFlatCosts.useMutation({
    onSuccess: () => {
      toast.success(t("flatCosts.done"));
      void changed();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  return ({ id, currency, daysPastDue }) => {
    if (daysPastDue === 0) return [];
    const known = law?.laws.find((each) => each.currency === currency)?.flatCosts?.value;
    const amount = formatMoney(known ?? AMOUNTS[currency], currency, locale);
    const label = t("actions.flatCosts", { amount });
    return [{ label, icon: Coins, onSelect: () => charge.mutate({ claimId: id }) }];
  };
}
