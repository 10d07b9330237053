import { Context, type Effect, type Option } from "effect"
import type { ChallengeId, ParticipantId } from "../shared/index.ts"
import type { Charge, ChargeState } from "./Charge.ts"
import type { ChallengesUnavailable } from "./errors.ts"

/**
 * The charges of entry fees. The challenge has to be there. No charge is ever deleted.
 *
 * - `add` adds a charge and gives `true`; when its key is there already, or its participant or user has a charge in the
 *   challenge that is open (`openStates`), it changes nothing and gives `false`.
 * - `change` replaces a charge only while it is at the revision of `before`. It answers whether it was; of several that try,
 *   exactly one is told so (I18). A charge keeps its key, number, participant, user, payer and provider.
 * - `find` gives the charge with this key in the challenge.
 * - `inStates` gives the charges of a challenge in one of these states, `ofParticipant` those for a participant, `ofPayer`
 *   those of a payer; each by participant id, and those of one participant by number.
 * - `providersOf` gives the names of the providers through which charges of a challenge are under way or paid, in order; at a
 *   cost that does not grow with the charges.
 */
export class Charges extends Context.Service<
  Charges,
  {
    readonly add: (charge: Charge) => Effect.Effect<boolean, ChallengesUnavailable>
    readonly change: (before: Charge, after: Charge) => Effect.Effect<boolean, ChallengesUnavailable>
    readonly find: (
      challengeId: ChallengeId,
      key: string
    ) => Effect.Effect<Option.Option<Charge>, ChallengesUnavailable>
    readonly inStates: (
      challengeId: ChallengeId,
      states: ReadonlyArray<ChargeState>
    ) => Effect.Effect<ReadonlyArray<Charge>, ChallengesUnavailable>
    readonly ofParticipant: (
      challengeId: ChallengeId,
      participantId: ParticipantId
    ) => Effect.Effect<ReadonlyArray<Charge>, ChallengesUnavailable>
    readonly ofPayer: (
      challengeId: ChallengeId,
      payer: string
    ) => Effect.Effect<ReadonlyArray<Charge>, ChallengesUnavailable>
    readonly providersOf: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<string>, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Charges") {}
