"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import type { PortalOutput } from "../api/portal";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import { PortalText } from "./portal-text";
import { usePortal } from "./use-portal";

type Request = PortalOutput["myRequest"];
type Props = { slug: string } & Pick<Request, "refNo" | "standing" | "rating">;

const LOOK_AGAIN_MS = 10_000;
const quiet = "h-11 rounded-md border border-rule-strong px-4 text-ink-2 hover:bg-hover";

/** Replies, closing and rating; what the people answer appears by itself. */
export function RequestActions({ slug, refNo, standing, rating }: Props) {
  const t = useTranslations("portal.requests");
  const router = useRouter();
  const { call, error, isBusy } = usePortal(slug);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [router]);
  const done = async (work: Parameters<typeof call>[0]) => {
    await call(work);
    router.refresh();
  };
  const isDone = standing === "resolved" || standing === "closed";
  return (
    <div className="grid gap-4">
      {error ? (
        <Banner tone="danger" role="alert">
          {error}
        </Banner>
      ) : null}
      {isDone && rating === null ? (
        <fieldset className="flex flex-wrap items-center gap-3">
          <legend className="sr-only">{t("rate")}</legend>
          <span>{t("rate")}</span>
          {(["good", "bad"] as const).map((value) => (
            <button
              key={value}
              type="button"
              className={quiet}
              disabled={isBusy}
              onClick={() => done((client) => client.rateRequest.mutate({ refNo, rating: value }))}
            >
              {t(value)}
            </button>
          ))}
        </fieldset>
      ) : null}
      {isDone && rating !== null ? <p className="text-ink-2">{t("rated")}</p> : null}
      <ReplyForm slug={slug} refNo={refNo} />
      {standing === "closed" ? null : (
        <button
          type="button"
          className={quiet}
          disabled={isBusy}
          onClick={() => done((client) => client.closeMyRequest.mutate({ refNo }))}
        >
          {t("close")}
        </button>
      )}
    </div>
  );
}

function ReplyForm({ slug, refNo }: { slug: string; refNo: string }) {
  const t = useTranslations("portal.requests");
  const router = useRouter();
  const { call, error, isBusy } = usePortal(slug);
  const [text, setText] = useState("");
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());

  async function submit(event: FormEvent) {
    event.preventDefault();
    const reply = { refNo, text, idempotencyKey };
    const isSent = await call((client) => client.replyToRequest.mutate(reply).then(() => true));
    if (!isSent) return;
    setText("");
    setKey(crypto.randomUUID());
    router.refresh();
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      {error ? (
        <Banner tone="danger" role="alert">
          {error}
        </Banner>
      ) : null}
      <PortalText label={t("replyLabel")} value={text} onChange={setText} />
      <button type="submit" className={brandButton} disabled={isBusy || text.trim() === ""}>
        {t("reply")}
      </button>
    </form>
  );
}
