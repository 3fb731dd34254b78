"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Money } from "../format/money";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { Badge } from "../ui/badge";
import { Sheet } from "../ui/sheet";
import { type Service, ServiceForm } from "./service-form";
import { Health } from "./service-health";
import { type Costs, Spent } from "./spent";
import { useRegisterWords } from "./words";

type ServiceTableProps = { services: readonly Service[]; costs: Costs };

/** Registers beside those of insolvency, a line each; opened, a line shows its settings. */
export function ServiceTable({ services, costs }: ServiceTableProps) {
  const t = useTranslations("registers");
  const columns = useServiceColumns(costs);
  const source = useMemo(() => fromRows(services), [services]);
  const [opened, setOpened] = useState<Service | null>(null);
  const service = services.find(({ register }) => register === opened?.register);
  return (
    <>
      <DataTable
        label={t("settings.others")}
        layout="inline"
        source={source}
        columns={columns}
        rowId={(row) => row.register}
        rowLabel={(row) => t(`names.${row.register}`)}
        onOpen={setOpened}
      />
      {service ? (
        <Sheet
          open
          onOpenChange={(isOpen) => !isOpen && setOpened(null)}
          title={t(`names.${service.register}`)}
          description={t(`about.${service.register}`)}
        >
          <div className="grid gap-3">
            {service.hasAsker ? <Health service={service} /> : null}
            <ServiceForm service={service} onDone={() => setOpened(null)} />
          </div>
        </Sheet>
      ) : null}
    </>
  );
}

function useServiceColumns(costs: Costs): Column<Service>[] {
  const t = useTranslations("registers");
  const words = useRegisterWords();
  return useMemo(
    () => [
      {
        key: "register",
        header: t("columns.register"),
        width: 190,
        card: "title",
        cell: (row) => <span className="font-[550]">{t(`names.${row.register}`)}</span>,
      },
      {
        key: "about",
        header: t("settings.what"),
        cell: (row) => <span className="text-ink-2">{t(`about.${row.register}`)}</span>,
      },
      {
        key: "state",
        header: t("settings.state"),
        width: 200,
        card: "meta",
        cell: (row) => {
          if (!row.hasAsker) return <span className="text-ink-3">{t("settings.byHand")}</span>;
          if (row.url === "") return <span className="text-ink-3">{t("settings.off")}</span>;
          return (
            <Badge tone={row.trouble ? "warning" : row.answeredAt ? "positive" : "neutral"}>
              {row.trouble
                ? words.trouble(row.trouble)
                : t(row.answeredAt ? "settings.answers" : "settings.neverAsked")}
            </Badge>
          );
        },
      },
      {
        key: "validity",
        header: t("settings.validity"),
        width: 110,
        cell: (row) => <span className="figures">{row.validity}</span>,
      },
      {
        key: "price",
        header: t("columns.price"),
        width: 110,
        align: "end",
        cell: (row) => <Money amountMinor={row.priceMinor} currency={row.currency} />,
      },
      {
        key: "spent",
        header: t("settings.month"),
        width: 190,
        align: "end",
        card: "aside",
        cell: (row) => <Spent service={row} costs={costs} />,
      },
    ],
    [t, costs, words],
  );
}
