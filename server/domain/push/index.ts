export { myDevices, type PushDevice, removeDevice, saveDevice } from "./devices";
export * from "./inputs";
export { queueAssignedNotices, queuePostNotices } from "./queue-notices";
export { sendNotices, sweepNotices } from "./send-notices";
export {
  casesOperatorsSee,
  partiesOfCases,
  partiesOfClients,
  requestsClientsSee,
} from "./sight";
