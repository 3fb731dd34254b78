export { myDevices, type PushDevice, removeDevice, saveDevice } from "./devices";
export * from "./inputs";
export { queueAssignedNotices, queueDueNotices, queuePostNotices } from "./queue-notices";
export { sendNotices } from "./send-notices";
export {
  boardCasesSeen,
  casesOperatorsSee,
  partiesOfCases,
  partiesOfClients,
  requestsClientsSee,
} from "./sight";
