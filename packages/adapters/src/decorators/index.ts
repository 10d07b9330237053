export { carryAfterCommit } from "./carryAfterCommit.ts"
export { type FollowOptions, followBoards } from "./followBoards.ts"
export { memoisePages } from "./memoisePages.ts"
export { touchAfterCommit } from "./touchAfterCommit.ts"
export { watchCaches } from "./watchCaches.ts"
export {
  announcing,
  type BoardPorts,
  type LivePorts,
  storedBoardsAlone,
  withBoards,
  withBoardsOnDemand
} from "./withBoards.ts"
