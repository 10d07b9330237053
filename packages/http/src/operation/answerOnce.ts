import { type AnswerKey, KeptAnswers, type Principal } from "@laurel/core/access"
import { Transaction } from "@laurel/core/runtime"
import { PrincipalId, sha256Hex } from "@laurel/core/shared"
import { Clock, Effect, Option, Schema } from "effect"
import type { HttpPorts } from "../ports/HttpPorts.ts"
import { IdempotencyKeyMissing, IdempotencyKeyReused, InvalidRequest } from "../problem/errors.ts"
import type { Refused } from "../problem/problems.ts"
import { noBody } from "./define.ts"
import type { AnyOperation } from "./Operation.ts"
import type { Reply } from "./Route.ts"
import type { Sent } from "./readRequest.ts"

const KeptReply = Schema.fromJsonString(
  Schema.Struct({
    body: Schema.Unknown,
    status: Schema.optionalKey(Schema.Literals([200, 201, 202, 204])),
    version: Schema.optionalKey(Schema.String)
  })
)
const readReply = Schema.decodeUnknownEffect(KeptReply)

/** A key is what the client makes of it, of a length that any can have. */
const keyText = /^[\x21-\x7e]{1,255}$/

/**
 * Carries a request out once, however often it is sent with the same `Idempotency-Key`: the answer is kept in the transaction of what it
 * brought about, and sent again. What was refused was rolled back, and is tried again.
 *
 * **Details**: an operation that asks others meanwhile (`isInSteps`) cannot be one transaction. It is safe to be carried out again by itself;
 * its answer is kept once it is final: while others have not said what becomes of it (202) the same again asks them anew.
 */
export const answerOnce = Effect.fnUntraced(function* (
  operation: AnyOperation,
  principal: Principal,
  given: string | undefined,
  sent: Sent,
  carry: Effect.Effect<Reply<unknown>, Refused, HttpPorts>
): Effect.fn.Return<Reply<unknown>, Refused, HttpPorts> {
  if (operation.idempotency === undefined) return yield* carry
  if (given === undefined) return yield* operation.idempotency === "required" ? new IdempotencyKeyMissing() : carry
  if (!keyText.test(given)) return yield* wrongKey
  const request: AnswerKey = {
    by: principal._tag === "Anonymous" ? nobody : principal.id,
    operation: operation.id,
    key: given
  }
  const meant = operation.isGuarded === true ? sent.header("if-match") : undefined
  const { isInSteps = false } = operation
  const isStepwise = typeof isInSteps === "boolean" ? isInSteps : isInSteps(sent.body)
  // No body at all means the same as one without fields.
  const body = sent.body === undefined && operation.body !== noBody ? {} : sent.body
  const hash = sha256Hex(JSON.stringify([sent.params, sent.query, body, ...(meant === undefined ? [] : [meant])]))
  const answers = yield* KeptAnswers
  const { transact } = yield* Transaction
  const now = yield* Clock.currentTimeMillis
  const claimed = Effect.flatMap(answers.claim(request, hash, now), (kept) =>
    Option.isSome(kept) && kept.value.requestHash !== hash
      ? Effect.fail(new IdempotencyKeyReused())
      : Effect.succeed(Option.flatMapNullishOr(kept, ({ answer }) => answer))
  )
  const kept = Effect.tap(carry, ({ body, status, version }) =>
    isStepwise && status === 202
      ? Effect.void
      : answers.answer(
          request,
          JSON.stringify({
            body,
            ...(status === undefined ? {} : { status }),
            ...(version === undefined ? {} : { version })
          })
        )
  )
  const once = Effect.flatMap(claimed, (answer) => (Option.isSome(answer) ? replayed(answer.value) : kept))
  return yield* isStepwise ? once : transact(once)
})

const nobody = PrincipalId.make("anonymous")

const wrongKey = Effect.fail(
  new InvalidRequest({
    part: "headers",
    flaws: [{ path: ["Idempotency-Key"], message: "must be 1 to 255 visible characters of ASCII" }]
  })
)

const replayed = (answer: string): Effect.Effect<Reply<unknown>> =>
  Effect.map(Effect.orDie(readReply(answer)), ({ body, status, version }) => ({
    body,
    ...(status === undefined ? {} : { status }),
    ...(version === undefined ? {} : { version }),
    headers: { "idempotency-replayed": "true" }
  }))
