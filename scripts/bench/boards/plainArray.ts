import { byPlace, type Placed } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import type { Shape } from "./field.ts"
import type { Subject } from "./Subject.ts"

/** Rows as objects in one sorted array, found by halving: what one writes first. */
export const plainArray = ({ rule }: Shape): Subject => {
  const compare = byPlace(rule)
  const byId = new Map<ParticipantId, Placed>()
  let sorted: Array<Placed> = []
  const placeOf = (row: Placed): number => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = sorted[middle]
      if (other !== undefined && compare(other, row) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  // What nobody looks at is not done.
  let seen = 0
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
    rank: (ids) => {
      for (const id of ids) {
        const row = byId.get(id)
        if (row !== undefined) seen += placeOf(row)
      }
    },
    top: (times) => {
      for (let time = 0; time < times; time++) seen += sorted.slice(0, 100).at(-1)?.score ?? 0
    },
    around: (ids) => {
      for (const id of ids) {
        const row = byId.get(id)
        if (row === undefined) continue
        const at = placeOf(row)
        seen += sorted.slice(Math.max(0, at - 5), at + 6).length
      }
    }
  }
}
