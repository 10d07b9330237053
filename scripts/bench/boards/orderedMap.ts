import { OrderedMap } from "@js-sdsl/ordered-map"
import { byPlace, type Placed } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import type { Shape } from "./field.ts"
import type { Subject } from "./Subject.ts"

/** `@js-sdsl/ordered-map`, a red-black tree that counts its nodes, with rows as its keys. */
export const orderedMap = ({ rule }: Shape): Subject => {
  const tree = new OrderedMap<Placed, undefined>([], byPlace(rule), true)
  const byId = new Map<ParticipantId, Placed>()
  const put = (row: Placed): void => {
    byId.set(row.participantId, row)
    tree.setElement(row, undefined)
  }
  const found = (id: ParticipantId) => {
    const row = byId.get(id)
    return row === undefined ? undefined : tree.find(row)
  }
  return {
    name: "@js-sdsl/ordered-map",
    fill: async (rows) => {
      for (const { participantId, position } of rows) if (position !== undefined) put({ participantId, ...position })
    },
    update: (rows) => {
      for (const { participantId, position } of rows) {
        const before = byId.get(participantId)
        if (before !== undefined) tree.eraseElementByKey(before)
        if (position !== undefined) put({ participantId, ...position })
      }
    },
    rank: (ids) => {
      for (const id of ids) found(id)?.index
    },
    top: (times) => {
      for (let time = 0; time < times; time++) {
        const at = tree.begin()
        for (let left = 100; left > 0 && at.isAccessible(); left--, at.next()) at.pointer
      }
    },
    around: (ids) => {
      for (const id of ids) {
        const at = found(id)
        for (let left = 5; left > 0 && at?.index !== 0; left--) at?.pre()
        for (let left = 11; left > 0 && at?.isAccessible(); left--, at.next()) at.pointer
      }
    }
  }
}
