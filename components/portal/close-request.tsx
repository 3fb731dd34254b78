"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

interface Props {
  /** What of it waits to be decided would be taken back. */
  isUndecided: boolean;
  isBusy: boolean;
  onClose: () => Promise<void>;
}

const quiet =
  "h-11 w-full rounded-md border border-rule-strong px-4 text-ink-2 hover:bg-hover sm:w-auto sm:justify-self-start";

/** Closes a request that is not needed any more, once that was said twice. */
export function CloseRequest({ isUndecided, isBusy, onClose }: Props) {
  const t = useTranslations("portal.requests");
  const [isAsked, setAsked] = useState(false);
  const [wasLeft, setLeft] = useState(false);
  const open = useRef<HTMLButtonElement>(null);
  const question = useRef<HTMLFieldSetElement>(null);
  // The focus goes where the reader is asked, and back.
  useEffect(() => {
    if (isAsked) question.current?.focus();
    else if (wasLeft) open.current?.focus();
  }, [isAsked, wasLeft]);
  if (!isAsked) {
    return (
      <button
        ref={open}
        type="button"
        className={quiet}
        disabled={isBusy}
        onClick={() => setAsked(true)}
      >
        {t("close")}
      </button>
    );
  }
  return (
    <fieldset
      ref={question}
      tabIndex={-1}
      className="grid gap-3 rounded-lg border border-rule bg-surface p-4"
    >
      <legend className="sr-only">{t("close")}</legend>
      <p>{t(isUndecided ? "closeWithdraws" : "closeAsk")}</p>
      <div className="flex flex-wrap gap-3">
        <button type="button" className={quiet} disabled={isBusy} onClick={() => void onClose()}>
          {t("closeYes")}
        </button>
        <button
          type="button"
          className="h-11 w-full rounded-md px-4 text-ink-2 hover:bg-hover sm:w-auto"
          onClick={() => {
            setLeft(true);
            setAsked(false);
          }}
        >
          {t("closeNo")}
        </button>
      </div>
    </fieldset>
  );
}
