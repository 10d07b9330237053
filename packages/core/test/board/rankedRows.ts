import fc from "fast-check"
import { type Placed, type RankedRow, rankRows } from "../../src/board/index.ts"
import type { RankingRule } from "../../src/ranking/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"

export const rule: RankingRule = { direction: "highest", tieBreaks: [{ _tag: "EarliestReached" }], ranks: "standard" }

export const placed = (name: string, score: number, reached = 0): Placed => ({
  participantId: ParticipantId.make(name),
  status: "Scored",
  score,
  tieBreak: [reached]
})

/** A small board: participants by name with their scores. */
export const ranked = (scores: Readonly<Record<string, number>>): ReadonlyArray<RankedRow> =>
  rankRows(
    rule,
    Object.entries(scores).map(([name, score]) => placed(name, score))
  )

const oneOf = (names: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: names - 1 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 1 }))
    .map(([name, score, reached]) => placed(`p${name}`, score, reached))

/** Boards of some of `names` participants, with ties. */
export const boardsOf = (names: number): fc.Arbitrary<ReadonlyArray<RankedRow>> =>
  fc
    .uniqueArray(oneOf(names), { maxLength: names, selector: ({ participantId }) => participantId, size: "max" })
    .map((rows) => rankRows(rule, rows))
