"use client";

import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { ROLES } from "@/db/values/access";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { cx } from "../ui/cx";
import { ErrorState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { byRoom } from "./permission-rooms";

type Matrix = RouterOutput["access"]["operators"]["permissions"];
type Permission = Matrix["permissions"][number];

/** Stays in sight while the roles are scrolled sideways. */
const named = "sticky left-0 w-36 min-w-36 pr-3 text-left sm:w-64 sm:min-w-64";

/** Roles by permissions, as they are enforced; read only, because rights are code. */
export function PermissionsPage() {
  const t = useTranslations("access.matrix");
  const errorText = useErrorText();
  const matrix = trpc.access.operators.permissions.useQuery();
  if (matrix.error) {
    return <ErrorState onRetry={() => void matrix.refetch()}>{errorText(matrix.error)}</ErrorState>;
  }
  return (
    <div className="grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-3">
      <p className="text-ink-2">{t("hint")}</p>
      {matrix.data ? <MatrixTable matrix={matrix.data} /> : <SkeletonRows rows={16} />}
    </div>
  );
}

function MatrixTable({ matrix }: { matrix: Matrix }) {
  const t = useTranslations("access");
  const shell = useTranslations("shell.roles");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too.
    <section aria-label={t("matrix.title")} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-rule-strong border-b text-left">
            <th
              scope="col"
              className={cx(named, "bg-paper py-1 align-bottom font-[550] text-ink-2")}
            >
              {t("matrix.permission")}
            </th>
            {ROLES.map((role) => (
              <th
                key={role}
                scope="col"
                className="min-w-20 px-1.5 py-1 text-center align-bottom font-[550] text-ink-2 text-xs"
              >
                {shell(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byRoom(matrix.permissions).map(([room, permissions]) => (
            <Fragment key={room}>
              <tr>
                <th
                  scope="colgroup"
                  colSpan={ROLES.length + 1}
                  className="h-8 pt-2 text-left font-[620]"
                >
                  <span className="sticky left-0 inline-block">{t(`rooms.${room}`)}</span>
                </th>
              </tr>
              {permissions.map((permission) => (
                <PermissionRow key={permission} permission={permission} roles={matrix.roles} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PermissionRow(props: { permission: Permission; roles: Matrix["roles"] }) {
  const { permission, roles } = props;
  const t = useTranslations("access");
  return (
    <tr className="group h-row border-rule border-b hover:bg-hover">
      <th scope="row" className={cx(named, "bg-paper py-0.5 font-normal group-hover:bg-hover")}>
        {t(`permissions.${permission}`)}
      </th>
      {ROLES.map((role) => {
        const isGranted = roles[role].includes(permission);
        const Icon = isGranted ? Check : Minus;
        return (
          <td key={role} className="text-center">
            <Icon
              className={isGranted ? "inline size-4 text-positive" : "inline size-3.5 text-ink-3"}
              aria-hidden
            />
            <span className="sr-only">{t(isGranted ? "matrix.yes" : "matrix.no")}</span>
          </td>
        );
      })}
    </tr>
  );
}
