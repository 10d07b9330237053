import { Context, type Effect, type Option } from "effect"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import type { Challenge, ChallengeState } from "./Challenge.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import type { ChallengeExists, ChallengeNotFound, ChallengesUnavailable, VersionConflict } from "./errors.ts"
import type { SearchText } from "./search.ts"

/** What somebody has to do with a challenge: whoever takes part has entered it, whatever became of the entry. */
export const involvements = ["TakesPart", "Organises"] as const
/** One of them. */
export type Involvement = (typeof involvements)[number]

/** Which challenges to list: those that are all that is asked for. */
export interface ChallengeQuery {
  readonly organiser?: PrincipalId
  /** Those in which this person is, as one of these. */
  readonly involving?: { readonly person: PrincipalId; readonly as: ReadonlyArray<Involvement> }
  readonly ids?: ReadonlyArray<ChallengeId>
  readonly states?: ReadonlyArray<ChallengeState>
  readonly featured?: boolean
  readonly visibility?: ChallengeDefinition["visibility"]
  /** Each of its words begins a word of the name or the description, whatever its case and accents. */
  readonly search?: SearchText
  /** The id that the page comes after: the last one of the page before. */
  readonly after?: ChallengeId
  /** How many at most: 1 or more. */
  readonly limit: number
}

/**
 * Where challenges are kept.
 *
 * - `insert` is atomic: of two challenges with one id the first stays, the second is `ChallengeExists`.
 * - `save` replaces the challenge only while it is at the expected version; otherwise `VersionConflict`, nothing written.
 * - `find` gives what was written last.
 * - `list` gives a page of challenges by id, and with `involving` those that somebody has entered, as soon as they have, or organises; the next page comes after the last id of this one, so that no challenge is
 *   skipped or given twice whatever is inserted meanwhile. Archived drafts are left out.
 */
export class ChallengeStore extends Context.Service<
  ChallengeStore,
  {
    readonly insert: (challenge: Challenge) => Effect.Effect<void, ChallengeExists | ChallengesUnavailable>
    readonly find: (id: ChallengeId) => Effect.Effect<Option.Option<Challenge>, ChallengesUnavailable>
    readonly save: (
      challenge: Challenge,
      expectedVersion: number
    ) => Effect.Effect<void, ChallengeNotFound | VersionConflict | ChallengesUnavailable>
    readonly list: (query: ChallengeQuery) => Effect.Effect<ReadonlyArray<Challenge>, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/ChallengeStore") {}
