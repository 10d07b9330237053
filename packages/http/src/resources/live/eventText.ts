import { eventId, type LiveEvent, type Moved, type RankedRow, type Stood } from "@laurel/core/board"
import type { PlaceJson } from "../boards/BoardJson.ts"

type PlaceOf = (row: RankedRow) => PlaceJson

const stoodJson = ({ participantId, rank, place }: Stood) => ({ participant_id: participantId, rank, place })

const written = (change: LiveEvent["change"], placeOf: PlaceOf) =>
  change._tag === "Snapshot"
    ? { tier: change.tier, version: change.version, data: change.rows.map(placeOf) }
    : {
        tier: change.tier,
        from: change.from,
        to: change.to,
        entered: change.entered.map(placeOf),
        left: change.left.map(stoodJson),
        moved: change.moved.map(({ row, from }: Moved) => ({ ...placeOf(row), from }))
      }

/** Writes events of a board as server-sent events; each change is written once for all who are told it. */
export const eventWriter = (placeOf: PlaceOf) => {
  const known = new WeakMap<LiveEvent["change"], string>()
  return ({ change, have }: LiveEvent): string => {
    const data = known.get(change) ?? JSON.stringify(written(change, placeOf))
    known.set(change, data)
    return `id: ${eventId(have)}\nevent: ${change._tag === "Snapshot" ? "snapshot" : "difference"}\ndata: ${data}\n\n`
  }
}
