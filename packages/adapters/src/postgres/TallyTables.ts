import type { Generated } from "kysely"

/** One row a participant. */
export interface ParticipantTallyTable {
  readonly challenge_id: string
  readonly participant_id: string
  readonly user_id: string
  readonly status: string
  readonly active_days: number
  readonly score: bigint | null
  readonly progress: number | null
  readonly place: number | null
  readonly currency: string | null
  readonly prize: bigint | null
}

/** What the rows of a challenge add up to. */
export interface ChallengeTallyTable {
  readonly challenge_id: string
  readonly active: Generated<bigint>
  readonly withdrawn: Generated<bigint>
  readonly disqualified: Generated<bigint>
  readonly started: Generated<bigint>
  readonly scored: Generated<bigint>
  readonly score: Generated<bigint>
  readonly measured: Generated<bigint>
  readonly progress: Generated<bigint>
  readonly activities: Generated<bigint>
  /** Milliseconds since 1970. */
  readonly changed_at: bigint | null
}

/** One row an hour in which something happened to a challenge. */
export interface ChallengeHourTable {
  readonly challenge_id: string
  /** Hours since 1970. */
  readonly hour: bigint
  readonly joined: bigint
  readonly activities: bigint
}

/** One row a user who sent activities to a challenge in an hour. */
export interface ActiveUserTable {
  /** Hours since 1970. */
  readonly hour: bigint
  readonly user_id: string
  readonly challenge_id: string
}
