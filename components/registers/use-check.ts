"use client";

import { useTranslations } from "next-intl";
import type { Register } from "@/db/values/registers";
import { useMay } from "../access/account";
import { type RouterInput, type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import { useRegisterWords } from "./words";

export type CheckInput = RouterInput["registers"]["check"];
export type CheckOutcome = RouterOutput["registers"]["check"];

const staleMs = 60_000;

/** Services of registers, asked once in a while. */
export function useServices() {
  const may = useMay();
  return trpc.registers.services.useQuery(undefined, {
    staleTime: staleMs,
    enabled: may("registers:read"),
  });
}

/** Registers that can be asked now: there is a machine, and its address is filled in. */
export function useAskable(): Register[] {
  const { data } = useServices();
  return (data ?? [])
    .filter(({ hasAsker, url }) => hasAsker && url !== "")
    .map(({ register }) => register);
}

/** Of those, the ones that can be asked once more by what the log knows: a card's number it does not. */
export const useRepeatable = (): Register[] =>
  useAskable().filter((register) => register !== "invalid_documents");

/** After a check or a verdict: the log, its count and what is known of people may be others. */
export function useRegistersChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  return () => utils.registers.invalidate();
}

/** Asks a register about somebody and tells in words what it said. */
export function useCheck() {
  const t = useTranslations("registers.check");
  const names = useTranslations("registers.names");
  const words = useRegisterWords();
  const errorText = useErrorText();
  const changed = useRegistersChanged();
  const mutation = trpc.registers.check.useMutation();
  const tell = (register: Register, { outcome, reason, quality }: CheckOutcome) => {
    const name = names(register);
    if (outcome === "unavailable") {
      toast.error(t("unavailable", { register: name, reason: words.trouble(reason ?? "") }));
    } else if (outcome === "clear") {
      toast.success(t("clear", { register: name }));
    } else {
      toast.info(t(quality === "suspected" ? "suspected" : "found", { register: name }));
    }
  };
  /** Null where the question could not be asked at all; that is told too. */
  async function ask(input: CheckInput): Promise<CheckOutcome | null> {
    try {
      const outcome = await mutation.mutateAsync(input);
      tell(input.register, outcome);
      return outcome;
    } catch (error) {
      toast.error(errorText(error));
      return null;
    } finally {
      await changed();
    }
  }
  return { ask, isAsking: mutation.isPending };
}
