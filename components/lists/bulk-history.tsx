"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ListName } from "@/db/values/lists";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Instant } from "../format/instant";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Popover } from "../ui/popover";
import { Spinner } from "../ui/spinner";
import { isRunning } from "./bulk";

const pollMs = 3_000;

type BulkHistoryProps = { list: ListName; onOpen: (bulkActionId: number) => void };

/** One's own last bulk actions; while one runs, its share stands on the button itself. */
export function BulkHistory({ list, onOpen }: BulkHistoryProps) {
  const t = useTranslations("lists.bulk");
  const may = useMay();
  const query = trpc.lists.bulkActions.useQuery(
    { list },
    {
      enabled: may("lists:bulk"),
      refetchInterval: ({ state }) => (state.data?.some(isRunning) ? pollMs : false),
    },
  );
  const actions = query.data ?? [];
  const running = actions.find(isRunning);
  if (actions.length === 0) return null;
  return (
    <Popover
      align="end"
      label={t("history")}
      className="w-80 p-1!"
      trigger={
        running ? (
          <Button kind="quiet">
            <Spinner />
            <span className="figures">{Math.floor((running.done / running.total) * 100)} %</span>
          </Button>
        ) : (
          <IconButton icon={ListChecks} label={t("history")} />
        )
      }
    >
      <ul>
        {actions.map((action) => (
          <li key={action.id}>
            <button
              type="button"
              onClick={() => onOpen(action.id)}
              className="grid w-full grid-cols-[1fr_auto] gap-x-3 rounded-sm px-2 py-1 text-left hover:bg-hover"
            >
              <span className="truncate font-[550]">{t(`actions.${action.action}`)}</span>
              <span className="figures text-ink-2 text-xs">
                {t("rows", { count: action.total })}
              </span>
              <span className="text-ink-2 text-xs">
                {t(`states.${action.state}`)}
                {action.failed > 0 ? (
                  <span className="text-danger"> · {t("refused", { count: action.failed })}</span>
                ) : null}
              </span>
              <Instant value={action.createdAt} style="relative" className="text-ink-3 text-xs" />
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
