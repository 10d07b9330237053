import { byPlace, type Placed } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import type { Shape } from "./field.ts"
import type { Subject } from "./Subject.ts"

/** Rows as objects in one sorted array, found by halving: what one writes first. */
export const plainArray = ({ rule }: Shape): Subject => {
  const compare = byPlace(rule)
  const byId = new Map<ParticipantId, Placed>()
  let sorted: Array<Placed> = []
  const placeOf = (row: Placed | undefined): number => {
    if (row === undefined) return 0
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = sorted[middle]
      if (other !== undefined && compare(other, row) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    name: "plain sorted array",
    fill: async (rows) => {
      for (const { participantId, position } of rows)
        if (position !== undefined) byId.set(participantId, { participantId, ...position })
      sorted = [...byId.values()].sort(compare)
    },
    update: (rows) => {
      for (const { participantId, position } of rows) {
        const before = byId.get(participantId)
        if (before === undefined || position === undefined) continue
        sorted.splice(placeOf(before), 1)
        const row = { participantId, ...position }
        byId.set(participantId, row)
        sorted.splice(placeOf(row), 0, row)
      }
    },
    rank: (ids) => sum(ids, (id) => placeOf(byId.get(id))),
    top: (times) => sum(Array(times).keys(), () => sorted.slice(0, 100).at(-1)?.score ?? 0),
    around: (ids) =>
      sum(ids, (id) => {
        const at = placeOf(byId.get(id))
        return sorted.slice(Math.max(0, at - 5), at + 6).length
      })
  }
}

const sum = <A>(all: Iterable<A>, valueOf: (one: A) => number): number => {
  let total = 0
  for (const one of all) total += valueOf(one)
  return total
}
