export { announced } from "./announced.ts"
export { carryAfterCommit } from "./carryAfterCommit.ts"
export { type FollowOptions, followBoards } from "./followBoards.ts"
export { type BoardPorts, type LivePorts, storedBoardsAlone, withBoards, withBoardsOnDemand } from "./withBoards.ts"
