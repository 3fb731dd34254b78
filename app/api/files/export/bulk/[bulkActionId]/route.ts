import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { sendBulkOutcomes } from "@/server/api/crm/list-files";
import { withSession } from "../../../session";

type Params = { params: Promise<{ bulkActionId: string }> };
type Loose = ((key: string, params?: Record<string, string | number>) => string) & {
  has(key: string): boolean;
};

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const bulkActionId = Number((await params).bulkActionId);
  if (!Number.isSafeInteger(bulkActionId)) return new Response("not found", { status: 404 });
  const t = await getTranslations();
  const kind = await getTranslations("lists.bulk.kinds");
  // Codes arrive as data, so their keys cannot be typed.
  const loose = t as unknown as Loose;
  const textOf = (outcome: string | null, values: Record<string, string | number>): string => {
    if (outcome === null) return t("lists.outcomes.waiting");
    if (outcome === "done" || outcome === "unchanged") return t(`lists.outcomes.${outcome}`);
    const [namespace, ...reason] = outcome.split(".");
    const key = `${namespace}.errors.${reason.join(".")}`;
    return loose.has(key) ? loose(key, values) : outcome;
  };
  const words = {
    sheetName: t("lists.bulk.outcomes"),
    refNo: t("cases.columns.refNo"),
    debtor: t("cases.columns.debtor"),
    kinds: {
      ...{ case: kind("case"), claim: kind("claim"), payment: kind("payment") },
      task: kind("task"),
    },
    outcome: t("lists.bulk.outcome"),
    textOf,
  };
  const name = t("lists.bulk.fileName");
  return withSession(request, (ctx) => sendBulkOutcomes(ctx, { bulkActionId, name, words }));
}
