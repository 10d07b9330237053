import type { BoardScope, LiveBoard } from "../board/index.ts"
import type { Challenge } from "./Challenge.ts"

const overall: BoardScope = { _tag: "Overall" }
const teams: BoardScope = { _tag: "Teams" }

/** One board of a challenge. */
export const liveBoardOf = ({ id, definition }: Challenge, scope: BoardScope): LiveBoard => ({
  challengeId: id,
  scope,
  rule: definition.ranking
})

/** The scopes of the boards that a challenge has: everybody's, the divisions' in the order of the definition, the teams'. */
export const scopesOf = ({ definition }: Challenge): ReadonlyArray<BoardScope> => [
  overall,
  ...definition.divisions.map((division): BoardScope => ({ _tag: "Division", division })),
  ...(definition.teams === undefined ? [] : [teams])
]

/** The boards that are kept current for a challenge. */
export const liveBoardsOf = (challenge: Challenge): ReadonlyArray<LiveBoard> =>
  scopesOf(challenge).map((scope) => liveBoardOf(challenge, scope))
