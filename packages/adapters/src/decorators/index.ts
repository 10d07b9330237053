export { carryAfterCommit } from "./carryAfterCommit.ts"
export { type FollowOptions, followBoards } from "./followBoards.ts"
