import type { z } from "zod";
import type { Channel, DeliveryMode, SenderKind } from "@/db/values/messages";
import type { TemplateFormat } from "@/db/values/templates";
import type { Locale } from "@/server/kernel/locale";
import { authorize, type Context, reading } from "../context";
import { listTemplatesInput } from "./inputs";

export interface TemplateItem {
  id: number;
  code: string;
  name: string;
  note: string;
  format: TemplateFormat;
  language: Locale;
  methods: Channel[];
  categories: string[];
  sender: SenderKind;
  /** It says what its messages are about; without it whoever sends has to. */
  hasSubject: boolean;
  deliveryMode: DeliveryMode;
  versionNumber: number | null;
  problemCount: number;
  errorCount: number;
  /** Days of the plan in force at which it goes out. */
  dayOffsets: number[];
  sentCount: number;
  updatedAt: Date;
  isArchived: boolean;
}

/** Templates of the tenant by their names; a few dozen, so all at once. */
export async function listTemplates(
  ctx: Context,
  raw: z.input<typeof listTemplatesInput> = {},
): Promise<TemplateItem[]> {
  authorize(ctx, "templates:read");
  const { withArchived, category = null } = listTemplatesInput.parse(raw);
  return reading(
    ctx,
    ({ sql }) => sql<TemplateItem[]>`
      select t.id, t.code, t.name, t.note, t.format, t.language, t.methods, t.categories,
             t.sender, trim(t.subject) <> '' as "hasSubject", t.delivery_mode as "deliveryMode",
             v.number as "versionNumber", t.updated_at as "updatedAt",
             t.archived_at is not null as "isArchived",
             coalesce(jsonb_array_length(v.problems), 0) as "problemCount",
             (select count(*)::int from jsonb_array_elements(v.problems) p
               where p ->> 'weight' = 'error') as "errorCount",
             array(select s.day_offset from dunning_steps s join dunning_plans p on p.id = s.plan_id
                    where s.template_id = t.id and p.state = 'active' order by 1) as "dayOffsets",
             (select count(*)::int from messages m join template_versions w
                  on w.id = m.template_version_id where w.template_id = t.id) as "sentCount"
        from templates t left join template_versions v on v.id = t.current_version_id
       where (${withArchived} or t.archived_at is null)
         and (${category}::text is null or t.categories = '{}' or ${category} = any(t.categories))
       order by t.archived_at is not null, lower(t.name), t.id`,
  );
}
