"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";

type UnsentMail = RouterOutput["mails"]["unsent"]["items"][number];

const REFRESH_MS = 10_000;

/** Our own mails that did not leave; nothing stands here while all of them do. */
export function UnsentMails() {
  const t = useTranslations("messages.unsent");
  const errorText = useErrorText();
  const query = trpc.mails.unsent.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const resend = trpc.mails.resend.useMutation({
    onSuccess: ({ count }) => {
      toast.success(t("resent", { count }));
      void query.refetch();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const columns = useMailColumns();
  const { items = [], isMore = false } = query.data ?? {};
  if (items.length === 0) return null;
  const mailIds = items.filter(({ state }) => state === "failed").map(({ id }) => id);
  return (
    <Section
      title={t("title")}
      hint={isMore ? t("newest", { count: items.length }) : undefined}
      actions={
        mailIds.length > 0 ? (
          <Button size="sm" icon={RotateCcw} onClick={() => resend.mutate({ mailIds })}>
            {t("resendAll", { count: mailIds.length })}
          </Button>
        ) : null
      }
    >
      <DataTable
        label={t("title")}
        source={fromRows(items)}
        columns={columns}
        rowId={(mail) => mail.id}
        rowLabel={(mail) => `${t(`kinds.${mail.kind}`)}, ${mail.toName}`}
        rowActions={({ id, state }) =>
          state === "failed"
            ? [
                {
                  label: t("resend"),
                  icon: RotateCcw,
                  onSelect: () => resend.mutate({ mailIds: [id] }),
                },
              ]
            : []
        }
        layout="inline"
      />
    </Section>
  );
}

function useMailColumns(): Column<UnsentMail>[] {
  const t = useTranslations("messages.unsent");
  const codeText = useCodeText();
  return useMemo(() => {
    const trouble = ({ state, attempts, lastError }: UnsentMail) => {
      const reason = lastError === null ? "" : (codeText(lastError) ?? lastError);
      return (
        <span className={state === "failed" ? "text-danger" : "text-ink-2"}>
          {t(state === "failed" ? "failed" : "waiting", { attempts })}
          {reason ? ` · ${reason}` : null}
        </span>
      );
    };
    return [
      {
        key: "kind",
        header: t("columns.kind"),
        card: "title",
        cell: ({ kind }) => <span className="font-[550]">{t(`kinds.${kind}`)}</span>,
      },
      {
        key: "to",
        header: t("columns.to"),
        card: "meta",
        cell: ({ toName, toAddress }) => (
          <span className="truncate">
            {toName} <span className="text-ink-3">{toAddress}</span>
          </span>
        ),
      },
      {
        key: "created",
        header: t("columns.created"),
        width: 130,
        card: "aside",
        cell: ({ createdAt }) => <Instant value={createdAt} style="relative" />,
      },
      { key: "trouble", header: t("columns.trouble"), card: "meta", cell: trouble },
    ];
  }, [t, codeText]);
}
