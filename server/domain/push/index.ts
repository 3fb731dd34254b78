export {
  casesOperatorsSee,
  partiesOfCases,
  partiesOfClients,
  requestsClientsSee,
} from "./sight";
