import type { ChallengeId, Instant, PrincipalId } from "../shared/index.ts"
import type { KeyId } from "./ApiKey.ts"
import type { Role } from "./Principal.ts"

/** What a token can be for. */
export const streamPurposes = ["watch-board", "watch-own-activities"] as const
/** One of them. */
export type StreamPurpose = (typeof streamPurposes)[number]

/** What one stream token opens, once: one stream, of one challenge or of what one does oneself, as whoever asked for it. */
export interface StreamGrant {
  /** Absent where the purpose is about none. */
  readonly challengeId?: ChallengeId
  readonly purpose: StreamPurpose
  readonly principal: PrincipalId
  /** The key that the program showed which asked for it; absent where a person did. */
  readonly key?: KeyId
  /** The roles of the person who asked for it. */
  readonly roles: ReadonlyArray<Role>
  /** When they last proved who they are. */
  readonly provenAt?: Instant
  /** From then on it opens nothing. */
  readonly until: Instant
}
