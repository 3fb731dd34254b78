import * as parties from "@/server/domain/parties";
import * as inputs from "@/server/domain/parties/inputs";
import { crmProcedure, router } from "../trpc";

export const partiesRouter = router({
  list: crmProcedure
    .input(inputs.listPartiesInput)
    .query(({ ctx, input }) => parties.listParties(ctx.ctx, input)),
  count: crmProcedure
    .input(inputs.countPartiesInput)
    .query(({ ctx, input }) => parties.countParties(ctx.ctx, input)),
  get: crmProcedure
    .input(inputs.partyIdInput)
    .query(({ ctx, input }) => parties.getParty(ctx.ctx, input)),
  catchingUp: crmProcedure.query(({ ctx }) => parties.partiesCatchingUp(ctx.ctx)),
  quickSearch: crmProcedure
    .input(inputs.quickSearchInput)
    .query(({ ctx, input }) => parties.quickSearchParties(ctx.ctx, input)),
  /** A mutation, so that a birth number being typed travels in the body, not in an address. */
  findDuplicates: crmProcedure
    .input(inputs.findDuplicatesInput)
    .mutation(({ ctx, input }) => parties.findDuplicates(ctx.ctx, input)),
  scanDuplicates: crmProcedure
    .input(inputs.scanDuplicatesInput)
    .query(({ ctx, input }) => parties.scanDuplicates(ctx.ctx, input)),
  create: crmProcedure
    .input(inputs.createPartyInput)
    .mutation(({ ctx, input }) => parties.createParty(ctx.ctx, input)),
  update: crmProcedure
    .input(inputs.updatePartyInput)
    .mutation(({ ctx, input }) => parties.updateParty(ctx.ctx, input)),
  /** A mutation, because looking is written down. */
  revealBirthNumber: crmProcedure
    .input(inputs.revealBirthNumberInput)
    .mutation(({ ctx, input }) => parties.revealBirthNumber(ctx.ctx, input)),
  previewMerge: crmProcedure
    .input(inputs.mergePartiesInput)
    .query(({ ctx, input }) => parties.previewMerge(ctx.ctx, input)),
  merge: crmProcedure
    .input(inputs.mergePartiesInput)
    .mutation(({ ctx, input }) => parties.mergeParties(ctx.ctx, input)),
  undoMerge: crmProcedure
    .input(inputs.undoMergeInput)
    .mutation(({ ctx, input }) => parties.undoMerge(ctx.ctx, input)),
});
