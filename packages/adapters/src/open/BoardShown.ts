import { type BoardCursor, cursorText, type RankedRow } from "@laurel/core/board"
import { type Challenge, rulesOf } from "@laurel/core/challenge"
import { teamDecimals } from "@laurel/core/scoring"
import { formatUnits } from "@laurel/core/shared"

/** Which board of a challenge, and as whom one looks at it: everybody's and the public's unless said otherwise. */
export interface BoardQuery {
  readonly division?: string
  /** The board of the teams. */
  readonly teams?: boolean
  readonly view?: "Public" | "Organiser"
}

/** Which page of a board: the first with 20 rows unless said otherwise. */
export interface PageQuery extends BoardQuery {
  /** 1 to 100. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly after?: string
}

/** One row of a board that is kept current. */
export interface PlaceShown {
  /** Under the rank policy of the challenge; with `fractional` it may end in .5. */
  readonly rank: number
  /** Where it stands in the listing, from 1. */
  readonly place: number
  readonly participant: string
  /** In the decimals of the rule, such as `"8123.5"`; absent where there is no score. */
  readonly score?: string
}

/** Some rows of a board, in the order of the listing. */
export interface PlacesShown {
  /** Which state of the board this is: it grows with every change. */
  readonly version: number
  /** How many are ranked. */
  readonly count: number
  /** Of the score; empty where the metric has none. */
  readonly unit: string
  readonly rows: ReadonlyArray<PlaceShown>
}

/** A page of a board. */
export interface PageShown extends PlacesShown {
  /** What to pass as `after` for the next page; absent at the end. */
  readonly next?: string
  /** Whether the board has moved on since the page before: who moved past it is missing, or comes twice. */
  readonly hasMoved: boolean
}

/** How a board that stood still is shown to have moved on. */
export interface RevealShown {
  /** The listing that the steps begin with: participants, or teams. */
  readonly begins: ReadonlyArray<string>
  /** Who is shown as they are now, and from which place of the listing to which that takes them; in this order. */
  readonly steps: ReadonlyArray<{ readonly participant: string; readonly from: number; readonly to: number }>
}

/** Turns rows of a board into what callers see. */
export const shownOn = ({ definition }: Challenge, teams: boolean) => {
  const { program } = rulesOf(definition)
  const own = program.score.decimals
  const decimals = teams && definition.teams !== undefined ? teamDecimals(definition.teams.score, own) : own
  return {
    unit: program.score.unit,
    rowOf: ({ participantId, rank, place, status, score }: RankedRow): PlaceShown => ({
      rank,
      place,
      participant: participantId,
      ...(status === "Scored" ? { score: formatUnits(score, decimals) } : {})
    }),
    nextOf: (cursor: BoardCursor | undefined) => (cursor === undefined ? {} : { next: cursorText(cursor) })
  }
}
