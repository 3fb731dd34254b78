"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { REQUEST_KINDS, type RequestKind } from "@/db/values/portal";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import { PortalInput } from "./input";
import { pathOf } from "./path-of";
import { PortalSelect } from "./portal-select";
import { PortalText } from "./portal-text";
import { usePortal } from "./use-portal";

interface Props {
  slug: string;
  cases: { refNo: string; counterpart: string | null }[];
}

/** A question: what it is about, to which case, and the words. */
export function NewRequest({ slug, cases }: Props) {
  const t = useTranslations("portal.requests");
  const router = useRouter();
  const { call, error, isBusy } = usePortal(slug);
  const [subject, setSubject] = useState("");
  const [kind, setKind] = useState<RequestKind>("payment");
  const [aboutRefNo, setAbout] = useState("");
  const [text, setText] = useState("");
  const [idempotencyKey] = useState(() => crypto.randomUUID());

  async function submit(event: FormEvent) {
    event.preventDefault();
    const request = { subject, kind, text, aboutRefNo: aboutRefNo || null, idempotencyKey };
    const opened = await call((client) => client.openRequest.mutate(request));
    if (opened) router.push(`/portal/${slug}/requests/${pathOf(opened.refNo)}`);
  }
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <Link href={`/portal/${slug}/requests`} className="w-fit py-1 text-accent text-md">
        {t("back")}
      </Link>
      <h1 className="font-[650] text-2xl">{t("new")}</h1>
      {error ? (
        <Banner tone="danger" role="alert">
          {error}
        </Banner>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <PortalSelect
          label={t("kind")}
          value={kind}
          options={REQUEST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(value) => setKind(value as RequestKind)}
        />
        <PortalSelect
          label={t("about")}
          value={aboutRefNo}
          options={[
            { value: "", label: t("aboutNone") },
            ...cases.map(({ refNo, counterpart }) => {
              return { value: refNo, label: counterpart ? `${refNo} · ${counterpart}` : refNo };
            }),
          ]}
          onChange={setAbout}
        />
      </div>
      <PortalInput label={t("subject")} value={subject} onChange={setSubject} maxLength={200} />
      <PortalText label={t("text")} value={text} onChange={setText} />
      <button type="submit" className={brandButton} disabled={isBusy}>
        {t("send")}
      </button>
    </form>
  );
}
