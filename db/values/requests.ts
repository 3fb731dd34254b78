/** How soon a request is to be answered; each has promises of its own. */
export const REQUEST_PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type RequestPriority = (typeof REQUEST_PRIORITIES)[number];

/** By which way a request came. */
export const REQUEST_CHANNELS = ["portal", "email", "phone", "office"] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

/** Who of a group gets the next request. */
export const DISTRIBUTIONS = ["round_robin", "least_loaded"] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** What is promised of a request: that it is answered first, that it is resolved. */
export const PROMISES = ["reply", "resolution"] as const;
export type RequestPromise = (typeof PROMISES)[number];

/** States in which the clock of a request stands: it waits for the client, or is done with. */
export const RESTING_STATES = ["waiting-client", "resolved", "closed"] as const;
export const DONE_STATES = ["resolved", "closed"] as const;
