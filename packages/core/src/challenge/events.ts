import type { Day, Instant } from "../shared/index.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"

/** What happened to a challenge. Applying an event to the challenge that it was decided for never fails. */
export type ChallengeEvent =
  | { readonly _tag: "DefinitionRevised"; readonly at: Instant; readonly definition: ChallengeDefinition }
  | { readonly _tag: "DraftArchived"; readonly at: Instant }
  | { readonly _tag: "ChallengePublished"; readonly at: Instant; readonly rulesHash: string }
  | { readonly _tag: "ChallengeStarted" }
  | { readonly _tag: "BoardsKept"; readonly through: Day }
  | { readonly _tag: "BoardFrozen"; readonly at: Instant }
  | { readonly _tag: "BoardUnfrozen"; readonly at: Instant }
  | { readonly _tag: "ChallengeClosed" }
  | { readonly _tag: "ChallengeFinished"; readonly at: Instant; readonly standingsHash: string }
  | { readonly _tag: "StandingsRestated"; readonly standingsHash: string }
  | { readonly _tag: "PoolClosed"; readonly at: Instant }
  | { readonly _tag: "ChallengeSettled"; readonly at: Instant }
  | { readonly _tag: "SeriesMoved"; readonly through: Instant }
  | { readonly _tag: "SeriesEnded"; readonly at: Instant }
  | { readonly _tag: "ChallengeCancelled"; readonly at: Instant; readonly reason: string }
  /** The command had been carried out before: the answer to a repetition. Nothing is to be stored. */
  | { readonly _tag: "NothingChanged" }

/** The answer to a repetition. */
export const nothingChanged: { readonly _tag: "NothingChanged" } = { _tag: "NothingChanged" }
