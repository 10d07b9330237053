export { carryAfterCommit } from "./carryAfterCommit.ts"
export { type FollowOptions, followBoards } from "./followBoards.ts"
export { type BoardPorts, type LivePorts, storedBoardsAlone, withBoards } from "./withBoards.ts"
