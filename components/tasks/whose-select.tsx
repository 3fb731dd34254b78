"use client";

import { useTranslations } from "next-intl";
import { useAccount } from "../access/account";
import { Combobox } from "../form/combobox";
import type { ListQueryHandle } from "../table/use-list-query";
import { useColleagues } from "../timeline/colleague-select";
import { Avatar } from "../ui/avatar";
import { whoseOf } from "./task-row";

/** Whose tasks: mine, nobody's, everybody's or a colleague's. */
export function WhoseSelect({ list }: { list: ListQueryHandle }) {
  const t = useTranslations("tasks.whose");
  const { operatorId } = useAccount();
  const colleagues = useColleagues();
  const options = [
    { value: "me", label: t("me") },
    { value: "none", label: t("none") },
    { value: "anyone", label: t("anyone") },
    ...colleagues
      .filter(({ id }) => id !== operatorId)
      .map(({ id, name }) => ({ value: String(id), label: name, mark: <Avatar name={name} /> })),
  ];
  return (
    <div className="w-48 max-md:w-36">
      <Combobox
        label={t("label")}
        value={String(whoseOf(list.query.filters.who))}
        valueLabel="…"
        onChange={(value) => list.setFilter("who", value === null || value === "me" ? "" : value)}
        options={options}
      />
    </div>
  );
}
