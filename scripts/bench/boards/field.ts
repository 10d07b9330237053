import type { BoardRow, Position } from "@laurel/core/board"
import type { RankingRule } from "@laurel/core/ranking"
import { ParticipantId } from "@laurel/core/shared"
import { numbers } from "../measure.ts"

/** What the scores of a field are like. */
export interface Shape {
  readonly name: string
  readonly scores: number
  readonly rule: RankingRule
}

const rule: RankingRule = { direction: "highest", tieBreaks: [], ranks: "standard" }

export const shapes: ReadonlyArray<Shape> = [
  { name: "distinct scores", scores: 2 ** 40, rule },
  { name: "100 scores", scores: 100, rule },
  {
    name: "100 scores, chain of three",
    scores: 100,
    rule: { ...rule, tieBreaks: [{ _tag: "EarliestReached" }, { _tag: "MoreActiveDays" }, { _tag: "EarlierEntry" }] }
  }
]

/** A field of participants, and what becomes of them. */
export interface Field {
  readonly ids: ReadonlyArray<ParticipantId>
  readonly rows: ReadonlyArray<BoardRow>
  /** Rows of participants far apart, each at a place of its own, newer than all before. */
  readonly changes: (count: number) => ReadonlyArray<BoardRow>
  readonly some: (count: number) => ReadonlyArray<ParticipantId>
}

const startOfMonth = Date.UTC(2026, 0, 1)
const month = 31 * 86_400_000

/** Far apart in the listing of ids: a prime that divides no size. */
const apart = 7_919

/** The text as whoever reads bytes gets it: in one piece, not as the parts that it was put together from. */
const asRead = (text: string): string => Buffer.from(text).toString()

export const fieldOf = (size: number, { scores, rule: { tieBreaks } }: Shape): Field => {
  const next = numbers(1)
  const position = (): Position => ({
    status: "Scored",
    score: Math.floor(next() * scores),
    tieBreak: [
      startOfMonth + Math.floor(next() * month),
      0 - Math.floor(next() * 31),
      startOfMonth - Math.floor(next() * month)
    ].slice(0, tieBreaks.length)
  })
  const ids = Array.from({ length: size }, (_, at) =>
    ParticipantId.make(asRead(`p${String((at * apart) % size).padStart(7, "0")}`))
  )
  let revision = 1
  const some = (count: number) =>
    Array.from({ length: count }, () => ids[Math.floor(next() * size)]).filter((id) => id !== undefined)
  return {
    ids,
    rows: ids.map((participantId) => ({ participantId, revision, position: position() })),
    changes: (count) =>
      some(count).map((participantId) => ({ participantId, revision: ++revision, position: position() })),
    some
  }
}
