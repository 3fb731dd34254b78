import { openPocketInput, openPocketRequest, pocketOverview } from "@/server/domain/pocket";
import {
  deviceInput,
  myDevices,
  removeDevice,
  saveDevice,
  saveDeviceInput,
} from "@/server/domain/push";
import { crmProcedure, router } from "../trpc";

export const pocketRouter = router({
  overview: crmProcedure.query(({ ctx }) => pocketOverview(ctx.ctx)),
  // A command: that somebody took a copy along is written down.
  open: crmProcedure
    .input(openPocketInput)
    .mutation(({ ctx, input }) => openPocketRequest(ctx.ctx, input)),
  devices: crmProcedure.query(({ ctx }) => myDevices(ctx.ctx)),
  saveDevice: crmProcedure
    .input(saveDeviceInput)
    .mutation(({ ctx, input }) => saveDevice(ctx.ctx, input)),
  removeDevice: crmProcedure
    .input(deviceInput)
    .mutation(({ ctx, input }) => removeDevice(ctx.ctx, input)),
});
