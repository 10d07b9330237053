import { createRequire } from "node:module"
import type { Subject } from "./Subject.ts"

/** What is used of the package, which has no types of its own. */
interface SortedSet {
  readonly add: (key: string, value: number) => void
  readonly rank: (key: string) => number | null
  readonly range: (start: number, stop: number) => ReadonlyArray<string>
}

const isConstructor = (value: unknown): value is new () => SortedSet => typeof value === "function"

/** `redis-sorted-set`, a skip list by one number a member: without tie-breaks. */
export const redisSortedSet = (): Subject => {
  const loaded: unknown = createRequire(import.meta.url)("redis-sorted-set")
  if (!isConstructor(loaded)) throw new TypeError("redis-sorted-set has no constructor")
  const set = new loaded()
  const update: Subject["update"] = (rows) => {
    for (const { participantId, position } of rows)
      if (position !== undefined) set.add(participantId, 0 - position.score)
  }
  return {
    name: "redis-sorted-set",
    fill: async (rows) => {
      update(rows)
    },
    update,
    rank: (ids) => {
      for (const id of ids) set.rank(id)
    },
    top: (times) => {
      for (let time = 0; time < times; time++) set.range(0, 99)
    },
    around: (ids) => {
      for (const id of ids) {
        const at = set.rank(id) ?? 0
        set.range(Math.max(0, at - 5), at + 5)
      }
    }
  }
}
