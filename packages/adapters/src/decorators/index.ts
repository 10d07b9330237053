export { carryAfterCommit } from "./carryAfterCommit.ts"
export { type FollowOptions, followBoards } from "./followBoards.ts"
export {
  announcing,
  type BoardPorts,
  type LivePorts,
  storedBoardsAlone,
  withBoards,
  withBoardsOnDemand
} from "./withBoards.ts"
