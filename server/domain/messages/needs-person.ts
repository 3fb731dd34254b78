import type { Fragment, Tx } from "@/db/client";

/**
 * Messages `m` that wait for somebody's word. A refused one for which another channel stood in does
 * not: its substitute is known by its key.
 */
export const needsPerson = (sql: Tx["sql"]): Fragment => sql`(
  m.state = 'uncertain' or (m.state = 'unfiled' and m.dismissed_at is null)
  or (m.state = 'refused' and not exists (
        select from messages r where r.tenant_id = m.tenant_id
           and r.key in (m.key || ':email', m.key || ':sms', m.key || ':letter', m.key || ':data_box'))))`;
