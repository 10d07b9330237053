import { Context } from "effect"

/** Is told of each read of a cache, by the cache's name: whether the value was there, or had to be made. */
export type SeeCacheRead = (cache: string, isHit: boolean) => void

/** Who sees how often values that are kept are there; nobody unless said otherwise. */
export const CacheWatch = Context.Reference<SeeCacheRead>("@laurel/core/runtime/CacheWatch", {
  defaultValue: () => () => undefined
})
