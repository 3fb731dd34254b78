import { type Context, reading } from "../context";

interface Row {
  name: string;
  address: string;
}

/**
 * As whom a mail to a client leaves: by the name that stands at the door, from the install's own
 * address, for no server lets it speak for a domain that nobody has proved; answers go to the
 * tenant. In a demo nothing leaves, and so the tenant's own address stands there.
 */
export async function clientSender(
  ctx: Context,
  install: string,
): Promise<{ from: string; replyTo?: string }> {
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<Row[]>`
      select coalesce(nullif(s.title, ''), t.name) as name,
             coalesce(t.settings -> 'details' ->> 'email', '') as address
        from tenants t left join portal_sites s on s.tenant_id = t.id where t.id = app_tenant()`,
  );
  if (!row) return { from: install };
  const { name, address } = row;
  const named = (from: string) => `"${name.replace(/["\\\p{Cc}]/gu, "")}" <${from}>`;
  if (address !== "" && ctx.outside?.isCatching) return { from: named(address) };
  const from = named(/<([^>]+)>/.exec(install)?.[1] ?? install);
  return address === "" ? { from } : { from, replyTo: address };
}
