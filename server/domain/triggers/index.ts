export { deliverTriggers } from "./deliver";
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
