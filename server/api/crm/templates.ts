import * as templates from "@/server/domain/templates";
import * as inputs from "@/server/domain/templates/inputs";
import { crmProcedure, router } from "../trpc";

/** Template files and letters travel outside tRPC, see template-files.ts. */
export const templatesRouter = router({
  list: crmProcedure
    .input(inputs.listTemplatesInput)
    .query(({ ctx, input }) => templates.listTemplates(ctx.ctx, input)),
  get: crmProcedure
    .input(inputs.templateIdInput)
    .query(({ ctx, input }) => templates.getTemplate(ctx.ctx, input)),
  save: crmProcedure
    .input(inputs.saveTemplateInput)
    .mutation(({ ctx, input }) => templates.saveTemplate(ctx.ctx, input)),
  archive: crmProcedure
    .input(inputs.archiveTemplateInput)
    .mutation(({ ctx, input }) => templates.archiveTemplate(ctx.ctx, input)),
  arrangeAttachments: crmProcedure
    .input(inputs.arrangeAttachmentsInput)
    .mutation(({ ctx, input }) => templates.arrangeAttachments(ctx.ctx, input)),
  mergeFields: crmProcedure
    .input(inputs.mergeFieldsInput)
    .query(({ ctx, input }) => templates.listMergeFields(ctx.ctx, input)),
  // Leaves its line in the audit as a query does that asks for a birth number.
  preview: crmProcedure
    .input(inputs.previewTemplateInput)
    .query(async ({ ctx, input }) => told(await templates.previewTemplate(ctx.ctx, input))),
  test: crmProcedure
    .input(inputs.testTemplateInput)
    .mutation(({ ctx, input }) => templates.testTemplate(ctx.ctx, input)),
});

/** What a letter says of itself; its bytes leave by another door. */
function told({ bytes, ...letter }: templates.Letter) {
  return {
    ...letter,
    sizeBytes: bytes.length,
    ...templates.smsLength(templates.smsText(letter.text)),
  };
}
