"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { BalanceOf } from "@/server/domain/claims/inputs";
import type { Day } from "@/server/kernel/days";
import { cx } from "../ui/cx";
import { ExplainSheet } from "./explain-sheet";

type ExplainButtonProps = {
  name?: string;
  onClick: () => void;
  children: ReactNode;
  className?: string;
};

/** An amount that can be asked where it comes from. */
export function ExplainButton({ name, onClick, children, className }: ExplainButtonProps) {
  const t = useTranslations("explanation");
  return (
    <button
      type="button"
      title={t("open")}
      onClick={onClick}
      className={cx(
        "rounded-sm underline decoration-dotted decoration-ink-3 underline-offset-4 hover:bg-hover hover:decoration-solid",
        className,
      )}
    >
      <span className="sr-only">{name ? `${t("open")}: ${name} ` : `${t("open")} `}</span>
      {children}
    </button>
  );
}

type ExplainNumberProps = {
  of: BalanceOf;
  /** Whose balance it is, in words. */
  name: string;
  /** null: today. */
  onDay: Day | null;
  children: ReactNode;
  className?: string;
};

/** An amount that opens its own derivation. */
export function ExplainNumber({ of, name, onDay, children, className }: ExplainNumberProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ExplainButton name={name} onClick={() => setOpen(true)} className={className}>
        {children}
      </ExplainButton>
      {isOpen ? (
        <ExplainSheet of={of} name={name} onDay={onDay} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
