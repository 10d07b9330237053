import { Result } from "effect"
import type { PrincipalId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { ChallengeTransitionForbidden, DepositRefused, NotOrganiser } from "./errors.ts"
import { type ChallengeAct, challengeAllows } from "./transitions.ts"

/** The refusal of what the challenge does not take in its state; nothing when it does. */
export const forbidden = (
  { id: challengeId, _tag: state }: Challenge,
  act: ChallengeAct
): ChallengeTransitionForbidden | undefined => {
  const allowed = challengeAllows(state)
  return allowed.includes(act)
    ? undefined
    : new ChallengeTransitionForbidden({ challengeId, state, command: act, allowed })
}

/** The refusal of anybody but the organiser; nothing for the organiser. */
export const stranger = ({ id: challengeId, organiser }: Challenge, by: PrincipalId): NotOrganiser | undefined =>
  by === organiser ? undefined : new NotOrganiser({ challengeId, by })

/** Whether the challenge takes this, in its state and from this person. */
export const permit = (
  challenge: Challenge,
  act: ChallengeAct,
  by: PrincipalId
): Result.Result<Challenge, ChallengeTransitionForbidden | NotOrganiser> => {
  const refusal = forbidden(challenge, act) ?? stranger(challenge, by)
  return refusal === undefined ? Result.succeed(challenge) : Result.fail(refusal)
}

/** Whether this person is the organiser of the challenge. */
export const onlyOrganiser = (challenge: Challenge, by: PrincipalId): Result.Result<Challenge, NotOrganiser> => {
  const refusal = stranger(challenge, by)
  return refusal === undefined ? Result.succeed(challenge) : Result.fail(refusal)
}

/** Whether the challenge takes deposits, and in which currency; anybody may deposit. */
export const permitDeposit = ({ id: challengeId, _tag: state, definition: { currency } }: Challenge) => {
  if (currency === undefined) return Result.fail(new DepositRefused({ challengeId, reason: "it has no currency" }))
  return challengeAllows(state).includes("Deposit")
    ? Result.succeed(currency)
    : Result.fail(new DepositRefused({ challengeId, reason: `it is ${state}` }))
}
