import { fold } from "@/server/kernel/fold";
import {
  openRegisterTwin,
  type RegisterTwin,
  type TwinAnswer,
} from "../../registers/testing/register-twin";
import type { WireUnit } from "../ask-accounting-unit";
import type { RpoEntity } from "../rpo-words";

const json = (status: number, value: unknown): TwinAnswer => ({
  ...{ status, mediaType: "application/json;charset=UTF-8", body: JSON.stringify(value) },
});
const page = (status: number): TwinAnswer => ({
  ...{ status, mediaType: "text/html", body: `<html><h1>${status}</h1></html>` },
});

export interface RpoTwin extends RegisterTwin {
  entities: RpoEntity[];
}

const RPO_PATH = "/rpo/v1";
const SEARCHED_BY = new Set(["identifier", "fullName", "onlyActive"]);

/** The Slovak register of legal entities and entrepreneurs on loopback. */
export async function startRpoTwin(
  options: { entities?: RpoEntity[]; port?: number } = {},
): Promise<RpoTwin> {
  const { entities = [], port } = options;
  const twin = await openRegisterTwin({
    path: RPO_PATH,
    port,
    answer: ({ method, path }) => {
      const { pathname, searchParams } = new URL(path, "http://rpo");
      if (method !== "GET") return page(405);
      if (pathname === `${RPO_PATH}/search`) return searched(entities, searchParams);
      const id = /^\/rpo\/v1\/entity\/(\d+)$/.exec(pathname)?.[1];
      const entity = entities.find((each) => String(each.id) === id);
      return entity === undefined ? page(404) : json(200, entity);
    },
  });
  return Object.assign(twin, { entities });
}

function searched(entities: readonly RpoEntity[], question: URLSearchParams): TwinAnswer {
  if ([...question.keys()].some((key) => !SEARCHED_BY.has(key))) return page(400);
  const [identifier, fullName] = [question.get("identifier"), question.get("fullName")];
  if (identifier === null && fullName === null) return page(400);
  const isActiveOnly = question.get("onlyActive") === "true";
  const results = entities.filter(
    (each) =>
      (identifier === null || each.identifiers.some(({ value }) => value === identifier)) &&
      (fullName === null ||
        each.fullNames.some(({ value }) => fold(value).includes(fold(fullName)))) &&
      !(isActiveOnly && each.termination),
  );
  return json(200, { results, license: "CC-BY" });
}

export interface AccountingTwin extends RegisterTwin {
  units: WireUnit[];
}

const ACCOUNTING_PATH = "/cruz-public/api";

/** The Slovak register of financial statements on loopback. */
export async function startAccountingTwin(
  options: { units?: WireUnit[]; port?: number } = {},
): Promise<AccountingTwin> {
  const { units = [], port } = options;
  const twin = await openRegisterTwin({
    path: ACCOUNTING_PATH,
    port,
    answer: ({ method, path }) => {
      const { pathname, searchParams } = new URL(path, "http://ruz");
      if (method !== "GET") return page(405);
      if (pathname === `${ACCOUNTING_PATH}/uctovne-jednotky`) {
        // Its firewall lets no question through that does not say since when.
        if (!/^\d{4}-\d\d-\d\d$/.test(searchParams.get("zmenene-od") ?? "")) return page(403);
        const id = units
          .filter(({ ico }) => ico === searchParams.get("ico"))
          .map((each) => each.id);
        return json(200, { id, existujeDalsieId: false });
      }
      const unit = units.find((each) => String(each.id) === searchParams.get("id"));
      const isDetail = pathname === `${ACCOUNTING_PATH}/uctovna-jednotka`;
      return isDetail && unit !== undefined ? json(200, unit) : page(404);
    },
  });
  return Object.assign(twin, { units });
}
