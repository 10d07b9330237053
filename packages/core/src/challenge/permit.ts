import { Result } from "effect"
import type { PrincipalId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { ChallengeTransitionForbidden, DepositRefused, NotOrganiser } from "./errors.ts"
import { type ChallengeAct, challengeAllows } from "./transitions.ts"

/** Whether the pool of a final challenge has been given away, by the posting of its settlement. */
export const isPoolClosed = (challenge: Challenge): boolean =>
  challenge._tag === "Final" && challenge.poolClosedAt !== undefined

/** What needs a pool that is not given away: money is put into it, goes back to whom it came from, or to whom it is due. */
const ofOpenPool: ReadonlySet<string> = new Set<ChallengeAct>(["Deposit", "Cancel", "ClosePool"])

/** What the challenge takes as it stands: in its state, and where it is final as long as its pool is not given away. */
export const allowedIn = (challenge: Challenge): ReadonlyArray<string> => {
  const allowed = challengeAllows(challenge._tag)
  return isPoolClosed(challenge) ? allowed.filter((act) => !ofOpenPool.has(act)) : allowed
}

/** The refusal of what the challenge does not take in its state; nothing when it does. */
export const forbidden = (challenge: Challenge, act: ChallengeAct): ChallengeTransitionForbidden | undefined => {
  const { id: challengeId, _tag: state } = challenge
  const allowed = allowedIn(challenge)
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
export const permitDeposit = (challenge: Challenge) => {
  const {
    id: challengeId,
    _tag: state,
    definition: { currency }
  } = challenge
  if (currency === undefined) return Result.fail(new DepositRefused({ challengeId, reason: "it has no currency" }))
  if (allowedIn(challenge).includes("Deposit")) return Result.succeed(currency)
  const reason = isPoolClosed(challenge) ? "its pool has been given away" : `it is ${state}`
  return Result.fail(new DepositRefused({ challengeId, reason }))
}
