import fc from "fast-check"
import type { Board, DailyBoard, DailyRow } from "../../src/challenge/index.ts"
import type { Ranked, Ranking, Standing } from "../../src/ranking/index.ts"
import { compareIds, maxMagnitude, Name, ParticipantId } from "../../src/shared/index.ts"
import { instants, participantIds } from "./shared.ts"

const whole = fc.constantFrom(0, 1, -1, maxMagnitude, -maxMagnitude)
const plain = { noNullPrototype: true } as const

const standings: fc.Arbitrary<Standing> = fc.record(
  {
    participantId: participantIds,
    status: fc.constantFrom("Scored", "Missing", "Unqualified", "Withdrawn", "Disqualified"),
    score: whole,
    tieBreak: fc.array(whole, { maxLength: 3 }),
    measures: fc.dictionary(fc.constantFrom("pace", "Best day"), whole, { maxKeys: 2, ...plain }),
    division: fc.constantFrom("open").map((text) => Name.make(text)),
    team: fc.constantFrom("red").map((text) => ParticipantId.make(text))
  },
  { requiredKeys: ["participantId", "status", "score", "tieBreak", "measures"], ...plain }
)

const ranked: fc.Arbitrary<Ranked> = fc.record(
  { standing: standings, rank: fc.constantFrom(1, 2.5, 1_000_000), place: fc.integer({ min: 1, max: 9 }) },
  plain
)

const rankings: fc.Arbitrary<Ranking> = fc.record(
  { ranked: fc.array(ranked, { maxLength: 2 }), unranked: fc.array(standings, { maxLength: 2 }) },
  plain
)

const members = fc.array(fc.record({ participantId: participantIds, score: whole }, plain), { maxLength: 2 })

/** Boards of any shape; what they say need not make sense to be kept. */
export const boards: fc.Arbitrary<Board> = fc.record(
  {
    at: instants,
    standingsHash: fc.constantFrom("0".repeat(64), "f".repeat(64)),
    overall: rankings,
    teamStandings: fc.array(fc.record({ standing: standings, members }, plain), { maxLength: 2 }),
    teams: rankings
  },
  { requiredKeys: ["at", "standingsHash", "overall", "teamStandings"], ...plain }
)

const dailyRows: fc.Arbitrary<ReadonlyArray<DailyRow>> = fc
  .uniqueArray(
    fc.record({ participantId: participantIds, rank: fc.constantFrom(1, 2.5, 1_000_000), score: whole }, plain),
    { maxLength: 6, selector: ({ participantId }) => participantId }
  )
  .map((rows) => rows.toSorted((a, b) => a.rank - b.rank || compareIds(a.participantId, b.participantId)))

/** Boards of days, those of teams among them. */
export const dailyBoards: fc.Arbitrary<DailyBoard> = fc.record(
  { at: instants, overall: dailyRows, teams: dailyRows },
  { requiredKeys: ["at", "overall"], ...plain }
)
