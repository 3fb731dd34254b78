export { askHints } from "./ask-hints";
export { type FeedHealth, listFeeds } from "./feed-health";
export type { FeedParts } from "./hand";
export { readFeedPage } from "./read-feed";
export { replayFeed } from "./replay-feed";
export { readSlovakChanges } from "./slovak-changes";
export { readProceedings } from "./slovak-proceedings";
export type { FeedStep } from "./step";
export { compareWatches, watchParties } from "./watch-parties";
