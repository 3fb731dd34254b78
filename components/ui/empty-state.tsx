import { CircleAlert, type LucideIcon, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";

export type EmptyStateProps = {
  icon?: LucideIcon;
  title?: ReactNode;
  /** One sentence: what will stand here and how it gets here. */
  children?: ReactNode;
  actions?: ReactNode;
};

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  const t = useTranslations("shell.state");
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1 px-6 py-12 text-center">
      {Icon ? <Icon className="mb-2 size-5 text-ink-3" strokeWidth={1.5} aria-hidden /> : null}
      <p className="font-[600] text-md">{title ?? t("emptyTitle")}</p>
      {children ? <div className="text-balance text-ink-2">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

export type ErrorStateProps = {
  title?: ReactNode;
  /** What happened, in the reader's language; see useErrorText in components/form. */
  children?: ReactNode;
  onRetry?: () => void;
  isRetrying?: boolean;
  /** What support finds in the log. */
  reference?: string;
};

export function ErrorState({ title, children, onRetry, isRetrying, reference }: ErrorStateProps) {
  const t = useTranslations("shell");
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-md flex-col items-center gap-1 px-6 py-12 text-center"
    >
      <CircleAlert className="mb-2 size-5 text-danger" strokeWidth={1.5} aria-hidden />
      <p className="font-[600] text-md">{title ?? t("state.errorTitle")}</p>
      <div className="text-balance text-ink-2">{children ?? t("state.errorText")}</div>
      {reference ? (
        <p className="code-figures text-ink-3 text-xs">
          {t("state.errorReference", { reference })}
        </p>
      ) : null}
      {onRetry ? (
        <Button icon={RotateCw} className="mt-3" onClick={onRetry} loading={isRetrying}>
          {t("actions.retry")}
        </Button>
      ) : null}
    </div>
  );
}
