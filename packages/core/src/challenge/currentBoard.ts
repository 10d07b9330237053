import { Effect } from "effect"
import type { Instant } from "../shared/index.ts"
import { boardOf } from "./Board.ts"
import type { Challenge } from "./Challenge.ts"
import { Entries } from "./Entries.ts"
import { NotPublished } from "./errors.ts"
import { membersOf } from "./membersOf.ts"
import { rulesOf } from "./Rules.ts"
import { teamStandings } from "./teamStandings.ts"

/** The board of all participants as their scores are now, ranked; `at` says which day is under way. */
export const currentBoard = Effect.fnUntraced(function* (challenge: Challenge, at: Instant) {
  if (challenge._tag === "Draft") return yield* new NotPublished({ challengeId: challenge.id })
  const rules = rulesOf(challenge.definition)
  const members = yield* membersOf(rules, challenge.id, yield* (yield* Entries).all(challenge.id), at)
  return boardOf(
    rules,
    at,
    members.map(({ standing }) => standing),
    teamStandings(rules, members)
  )
})
