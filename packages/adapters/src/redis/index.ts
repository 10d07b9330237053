export { layerBoardNews } from "./BoardNews.ts"
export { layerBoards } from "./Boards.ts"
export { RedisUnfit } from "./errors.ts"
export type { RedisOptions } from "./Options.ts"
