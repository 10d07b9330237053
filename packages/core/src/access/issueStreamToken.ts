import { Clock, Effect } from "effect"
import { type ChallengeId, sha256Hex } from "../shared/index.ts"
import { KeyId } from "./ApiKey.ts"
import { encoded } from "./keyText.ts"
import type { Person, Program } from "./Principal.ts"
import type { StreamPurpose } from "./StreamGrant.ts"
import { StreamTokens } from "./StreamTokens.ts"

/** What every stream token begins with. */
export const streamTokenPrefix = "laurel_stream_"
/** So many random bytes make one. */
export const streamTokenBytes = 32
/** For how long one opens a stream: as long as it takes to open it. It is seen in addresses, which are written down on the way. */
export const streamTokenMs = 60_000

/** Issues a token that opens one stream, of a challenge where one is named, as whoever asks for it. Whether they may see it is asked by whoever serves both. */
export const issueStreamToken = Effect.fn("Access.issueStreamToken")(function* (
  principal: Person | Program,
  challengeId: ChallengeId | undefined,
  purpose: StreamPurpose,
  random: Uint8Array
) {
  if (random.length !== streamTokenBytes)
    return yield* Effect.die(new Error(`a token is made of ${streamTokenBytes} random bytes`))
  const text = `${streamTokenPrefix}${encoded(random)}`
  const until = (yield* Clock.currentTimeMillis) + streamTokenMs
  const holder =
    principal._tag === "Program"
      ? { key: KeyId.make(principal.key), roles: [] }
      : { roles: [...principal.roles], ...(principal.provenAt === undefined ? {} : { provenAt: principal.provenAt }) }
  yield* (yield* StreamTokens).keep(sha256Hex(text), {
    ...(challengeId === undefined ? {} : { challengeId }),
    purpose,
    principal: principal.id,
    ...holder,
    until
  })
  return { text, until }
})
