import type { BoardState, RankedRow } from "@laurel/core/board"
import { rankUnder } from "@laurel/core/ranking"
import type { ParticipantId } from "@laurel/core/shared"
import type { Client } from "./Client.ts"
import { type Layout, rememberedPlace } from "./Layout.ts"
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
  const reply = await run(ranksScript, [key], [layout.text, layout.wants, ids.map(hashOf).join(""), ...ids])
  if (reply === null) return undefined
  const values = listIn(reply)
  const size = 2 + boundsOf(layout)
  const rows: Array<RankedRow | undefined> = []
  let at = 2
  for (const id of ids) {
    const place = numberIn(values, at)
    rows.push(place === 0 ? undefined : rowAt(layout, values, at, place, id))
    at += place === 0 ? 1 : size
  }
  return { version: Number(textIn(values, 0)), count: numberIn(values, 1), rows }
}

/** How many values a rank is made of, beside the place. */
const boundsOf = ({ wants }: Layout): number => (wants === "none" ? 0 : wants === "both" ? 2 : 1)

const rowAt = (
  layout: Layout,
  values: ReadonlyArray<unknown>,
  at: number,
  place: number,
  id: ParticipantId
): RankedRow => {
  const bounds = boundsOf(layout)
  const first = bounds === 0 ? place : numberIn(values, at + 1)
  const last = bounds === 0 ? place : numberIn(values, at + bounds)
  const rank = rankUnder(layout.rule.ranks, first, last, place, first)
  return { ...rememberedPlace(layout, id, textIn(values, at + 1 + bounds)), rank, place }
}

/** The same for each of them alone. */
export const readEach = async (
  client: Client,
  key: string,
  layout: Layout,
  ids: ReadonlyArray<ParticipantId>
): Promise<ReadonlyArray<RanksRead | undefined>> => {
  const read = await readRanks(client, key, layout, ids)
  return ids.map((_, at) =>
    read === undefined ? undefined : { version: read.version, count: read.count, rows: [read.rows[at]] }
  )
}
