import { asc, eq } from "drizzle-orm";
import { operators } from "@/db/schema";
import type { Role } from "@/db/values/access";
import { fold } from "@/server/kernel/fold";
import type { Locale } from "@/server/kernel/locale";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type OperatorContext, reading } from "../context";
import { PERMISSIONS, ROLE_PERMISSIONS } from "../permissions";
import { ListOperatorsInput } from "./inputs";
import { SESSION_IDLE_MS } from "./session";

// Written out, because a server of one's own may lack both unaccent and the ICU collations.
const ACCENTED = "ÁÄČĎÉĚËÍĹĽŇÓÔÖŔŘŠŤÚŮÜÝŽáäčďéěëíĺľňóôöŕřšťúůüýžЁё";
const PLAIN = "aacdeeeillnooorrstuuuyzaacdeeeillnooorrstuuuyzее";

const COLLEAGUES_MAX = 500;
const GROUPS_MAX = 500;

export interface OperatorRow {
  id: number;
  name: string;
  email: string;
  role: Role;
  language: Locale;
  isActive: boolean;
  isPresent: boolean;
  seesAllGroups: boolean;
  hasSecondFactor: boolean;
  hasTemporaryPassword: boolean;
  lastSignInAt: Date | null;
  openSessions: number;
  accessGroupIds: number[];
}

interface Sorting {
  groupIds: string;
  sortName: string;
}

/** Operators by name, blind to case and diacritics, for administrators. */
export async function listOperators(
  ctx: OperatorContext,
  given: ListOperatorsInput,
): Promise<Page<OperatorRow>> {
  authorize(ctx, "settings:operators");
  const { cursor, limit, search, state } = ListOperatorsInput.parse(given);
  const [afterName = null, afterId = null] = cursor ? decodeCursor(cursor, 2) : [];
  const idleSince = new Date(ctx.now.getTime() - SESSION_IDLE_MS);
  const pattern = search ? `%${fold(search).replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await reading(
    ctx,
    ({ sql }) => sql<(Omit<OperatorRow, "accessGroupIds"> & Sorting)[]>`
      select o.id, o.name, o.email, o.role, o.language, o.is_active as "isActive",
             o.is_present as "isPresent", o.sees_all_groups as "seesAllGroups",
             o.totp_enabled_at is not null as "hasSecondFactor",
             o.temporary_password_until is not null as "hasTemporaryPassword",
             o.last_sign_in_at as "lastSignInAt",
             (select count(*)::int from sessions s
               where s.operator_id = o.id and s.revoked_at is null
                 and s.expires_at > ${ctx.now} and s.last_seen_at > ${idleSince}) as "openSessions",
             coalesce((select string_agg(g.access_group_id::text, ',' order by g.access_group_id)
                         from operator_access_groups g where g.operator_id = o.id), '') as "groupIds",
             n.sort_name as "sortName"
        from operators o
       cross join lateral (
             select lower(translate(o.name, ${ACCENTED}, ${PLAIN})) collate "C" as sort_name) n
       where (${state} = 'all' or o.is_active = (${state} = 'active'))
         and (${pattern}::text is null
              or n.sort_name || ' ' || lower(o.email) like ${pattern})
         and (${afterId}::bigint is null
              or (n.sort_name, o.id) > (${afterName}::text collate "C", ${afterId}::bigint))
       order by n.sort_name, o.id
       limit ${limit + 1}`,
  );
  const page = toPage(rows, limit, (row) => [row.sortName, row.id]);
  const items = page.items.map(({ groupIds, sortName: _, ...row }) => ({
    ...row,
    accessGroupIds: groupIds.split(",").filter(Boolean).map(Number),
  }));
  return { items, nextCursor: page.nextCursor };
}

export interface Colleague {
  id: number;
  name: string;
  role: Role;
  isPresent: boolean;
}

/** Whom one may assign to or filter by: active operators of the tenant, by name. */
export function colleagues(ctx: OperatorContext): Promise<Colleague[]> {
  const { id, name, role, isPresent } = operators;
  return reading(ctx, (tx) =>
    tx
      .select({ id, name, role, isPresent })
      .from(operators)
      .where(eq(operators.isActive, true))
      .orderBy(asc(name), asc(id))
      .limit(COLLEAGUES_MAX),
  );
}

export interface AccessGroupRow {
  id: number;
  code: string;
  name: string;
  members: number;
}

/** Access groups by code, with the number of their operators; their names are no secret inside. */
export function listAccessGroups(ctx: OperatorContext): Promise<AccessGroupRow[]> {
  return reading(
    ctx,
    ({ sql }) => sql<AccessGroupRow[]>`
      select g.id, g.code, g.name,
             (select count(*)::int from operator_access_groups m
               where m.access_group_id = g.id) as members
        from access_groups g order by lower(g.code) collate "C", g.id limit ${GROUPS_MAX}`,
  );
}

/** Roles by permissions exactly as they are enforced. */
export function permissionMatrix(ctx: OperatorContext) {
  authorize(ctx, "settings:operators");
  return { permissions: PERMISSIONS, roles: ROLE_PERMISSIONS };
}
