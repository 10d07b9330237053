import type { BoardState, RankedRow } from "@laurel/core/board"
import { rankUnder } from "@laurel/core/ranking"
import type { ParticipantId } from "@laurel/core/shared"
import type { Client } from "./Client.ts"
import { type Layout, placedOf } from "./Layout.ts"
import { listIn, numberIn, textIn } from "./replies.ts"
import { hashOf } from "./scripts/hashes.ts"
import { ranksScript } from "./scripts/ranks.ts"

/** The rows of some participants, in the order asked. */
export interface RanksRead extends BoardState {
  readonly rows: ReadonlyArray<RankedRow | undefined>
}

/** Rows of participants in one state of the board; nothing where it is not kept. */
export const readRanks = async (
  { run }: Client,
  key: string,
  layout: Layout,
  ids: ReadonlyArray<ParticipantId>
): Promise<RanksRead | undefined> => {
  const args = [layout.text, layout.wants]
  for (const id of ids) args.push(hashOf(id), id)
  const reply = await run(ranksScript, [key], args)
  if (reply === null) return undefined
  const values = listIn(reply)
  const rows: Array<RankedRow | undefined> = []
  let at = 2
  for (const id of ids) {
    const place = numberIn(values, at)
    rows.push(place === 0 ? undefined : rowAt(layout, values, at, place, id))
    at += place === 0 ? 1 : valuesPerRow
  }
  return { version: Number(textIn(values, 0)), count: numberIn(values, 1), rows }
}

/** Place, first or number of those tied, last of them, score, tie-break values. */
const valuesPerRow = 5

const rowAt = (
  layout: Layout,
  values: ReadonlyArray<unknown>,
  at: number,
  place: number,
  id: ParticipantId
): RankedRow => {
  const [first, last] = [numberIn(values, at + 1), numberIn(values, at + 2)]
  return {
    ...placedOf(layout, textIn(values, at + 4), textIn(values, at + 3), id),
    rank: rankUnder(layout.ranks, first, last, place, first),
    place
  }
}
