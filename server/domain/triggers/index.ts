export { deliverTriggers } from "./deliver";
export { forgetCalls } from "./forget-calls";
export {
  type DeliveryDetail,
  type DeliveryItem,
  dropWaiting,
  type EndpointItem,
  enableEndpoint,
  getDelivery,
  listDeliveries,
  listEndpoints,
  replayDelivery,
} from "./log";
