import fc from "fast-check"
import type { BoardRow, BoardScope, LiveBoard, Placed, Position } from "../../src/board/index.ts"
import { type RankingRule, RankPolicy, type TieBreak } from "../../src/ranking/index.ts"
import { maxMagnitude, Name, ParticipantId } from "../../src/shared/index.ts"
import { challengeIds, participantIds } from "./shared.ts"

const chain: ReadonlyArray<TieBreak> = [{ _tag: "EarliestReached" }, { _tag: "MoreActiveDays" }]

/** Rules in both directions, under every policy, with chains of any length up to two. */
export const rules: ReadonlyArray<RankingRule> = RankPolicy.literals.flatMap((ranks) =>
  [0, 1, 2].map(
    (links): RankingRule => ({
      ranks,
      direction: links === 1 ? "lowest" : "highest",
      tieBreaks: chain.slice(0, links)
    })
  )
)

const scopes: ReadonlyArray<BoardScope> = [
  { _tag: "Overall" },
  { _tag: "Division", division: Name.make("Seniors 2.0") },
  { _tag: "Teams" }
]

/** Each board has one rule throughout. */
export const liveBoards = fc
  .tuple(challengeIds, fc.constantFrom(...scopes))
  .map(([challengeId, scope]): Omit<LiveBoard, "rule"> => ({ challengeId, scope }))

const whole = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -1, max: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(maxMagnitude, -maxMagnitude, maxMagnitude - 1, 2 ** 32, -(2 ** 31) - 1) }
)

/** Positions that meet again, and the largest that there are. */
export const positionsUnder = ({ tieBreaks }: RankingRule): fc.Arbitrary<Position> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(whole, fc.array(whole, { minLength: tieBreaks.length, maxLength: tieBreaks.length }))
        .map(([score, tieBreak]): Position => ({ status: "Scored", score, tieBreak }))
    },
    { weight: 1, arbitrary: fc.constant<Position>({ status: "Missing", score: 0, tieBreak: [] }) }
  )

/** Participants enough to fill pages, hostile ones among them. */
export const boardParticipants = fc.oneof(
  participantIds,
  fc.integer({ min: 0, max: 6 }).map((number) => ParticipantId.make(`p${number}`))
)

export const rowsUnder = (rule: RankingRule): fc.Arbitrary<BoardRow> =>
  fc
    .tuple(
      boardParticipants,
      fc.integer({ min: 0, max: 6 }),
      fc.option(positionsUnder(rule), { nil: undefined, freq: 5 })
    )
    .map(([participantId, revision, position]) =>
      position === undefined ? { participantId, revision } : { participantId, revision, position }
    )

export const placedUnder = (rule: RankingRule): fc.Arbitrary<Placed> =>
  fc.tuple(boardParticipants, positionsUnder(rule)).map(([participantId, position]) => ({ participantId, ...position }))
