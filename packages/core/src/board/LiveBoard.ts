import type { RankingRule } from "../ranking/index.ts"
import type { ChallengeId, Name } from "../shared/index.ts"

/** Whom a board ranks: everybody in the challenge, the participants of one division, or the teams. */
export type BoardScope =
  | { readonly _tag: "Overall" }
  | { readonly _tag: "Division"; readonly division: Name }
  | { readonly _tag: "Teams" }

/**
 * One ranking that is kept current. Its rule decides how rows are ordered and how ranks count ties; it never changes for as long as
 * the board is kept.
 */
export interface LiveBoard {
  readonly challengeId: ChallengeId
  readonly scope: BoardScope
  readonly rule: RankingRule
}

/** What a scope is called, where boards of one challenge are told apart by a text: `overall`, `teams`, `division Seniors`. */
export const scopeText = (scope: BoardScope): string => {
  switch (scope._tag) {
    case "Overall":
      return "overall"
    case "Teams":
      return "teams"
    case "Division":
      return `division ${scope.division}`
  }
}
