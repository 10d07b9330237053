import { type Principal, redeemStreamToken, type StreamPurpose } from "@laurel/core/access"
import { ChallengeId } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import type { HttpPorts } from "../ports/HttpPorts.ts"
import { StreamTokenRefused } from "../problem/errors.ts"
import type { Refused } from "../problem/problems.ts"

const challengeIdOf = Schema.decodeUnknownOption(ChallengeId)

/** Who opens a stream with a token in its address: of the challenge that the address names, where it names one, for what the operation is. */
export const callerOfStream = (
  token: string,
  challengeId: string | undefined,
  purpose: StreamPurpose
): Effect.Effect<Principal, Refused, HttpPorts> =>
  Effect.gen(function* () {
    const id = Option.getOrUndefined(challengeIdOf(challengeId))
    const isNone = challengeId !== undefined && id === undefined
    const found = isNone ? Option.none<Principal>() : yield* redeemStreamToken(token, id, purpose)
    return yield* Option.match(found, {
      onNone: () => Effect.fail(new StreamTokenRefused()),
      onSome: Effect.succeed
    })
  })
