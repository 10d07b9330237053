export { isPublic } from "./isPublic.ts"
export { layerSender } from "./layerSender.ts"
export type { Place, SenderOptions } from "./SenderOptions.ts"
