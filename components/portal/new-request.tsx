"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { REQUEST_KINDS, type RequestKind } from "@/db/values/portal";
import { AttachFiles } from "./attach-files";
import { BackLink } from "./back-link";
import { brandButton } from "./brand";
import { useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { pathOf } from "./path-of";
import { PortalSelect } from "./portal-select";
import { PortalText } from "./portal-text";
import { noteSent } from "./sent-note";
import { usePortalForm } from "./use-portal-form";
import { useUploads } from "./use-uploads";

interface Props {
  slug: string;
  cases: { refNo: string; counterpart: string | null }[];
  /** The kind that it begins with. */
  first: RequestKind;
}

/** Of one case it can only be that one; what concerns the person themselves is about no case. */
const likelyCase = (cases: Props["cases"], kind: RequestKind): string => {
  const [only, ...others] = cases;
  const isOfPerson = kind === "erasure" || kind === "restriction" || kind === "contact-data";
  return only && others.length === 0 && !isOfPerson ? only.refNo : "";
};

/** A question: what it is about, to which case, and the words. */
export function NewRequest({ slug, cases, first }: Props) {
  const t = useTranslations("portal.requests");
  const router = useRouter();
  const here = useHere();
  const form = usePortalForm(slug);
  const uploads = useUploads(slug);
  const [subject, setSubject] = useState("");
  const [kind, setKind] = useState<RequestKind>(first);
  const [chosen, setChosen] = useState<string | null>(null);
  const aboutRefNo = chosen ?? likelyCase(cases, kind);
  const [text, setText] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { uploadIds } = uploads;
    const request = { subject, kind, text, aboutRefNo: aboutRefNo || null, uploadIds };
    const opened = await form.send(request, (client, idempotencyKey) =>
      client.openRequest.mutate({ ...request, idempotencyKey }),
    );
    if (!opened) return;
    noteSent(opened.refNo);
    router.push(here(`/portal/${slug}/requests/${pathOf(opened.refNo)}`));
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-4">
      <BackLink href={`/portal/${slug}/requests`}>{t("back")}</BackLink>
      <h1 className="font-[650] text-2xl">{t("new")}</h1>
      <FaultBanner slug={slug} fault={form.fault} />
      <div className="grid gap-4 sm:grid-cols-2">
        <PortalSelect
          {...form.at("kind")}
          label={t("kind")}
          value={kind}
          options={REQUEST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(value) => setKind(value as RequestKind)}
        />
        <PortalSelect
          {...form.at("aboutRefNo")}
          label={t("about")}
          value={aboutRefNo}
          options={[
            { value: "", label: t("aboutNone") },
            ...cases.map(({ refNo, counterpart }) => {
              return { value: refNo, label: counterpart ? `${refNo} · ${counterpart}` : refNo };
            }),
          ]}
          onChange={setChosen}
        />
      </div>
      {kind === "erasure" || kind === "restriction" ? (
        <p className="text-ink-2">{t(`${kind}Hint`)}</p>
      ) : null}
      <PortalInput
        {...form.at("subject")}
        label={t("subject")}
        value={subject}
        onChange={setSubject}
        maxLength={200}
        required
      />
      <PortalText {...form.at("text")} label={t("text")} value={text} onChange={setText} required />
      <AttachFiles slug={slug} uploads={uploads} />
      <button type="submit" className={brandButton} disabled={form.isBusy || uploads.isSending}>
        {t("send")}
      </button>
    </form>
  );
}
