import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { ApiKeys, issueKey, keyBytes, keyOverlapMs, rotateKey } from "@laurel/core/access"
import { Audit, ownScope } from "@laurel/core/audit"
import { formatInstant, PrincipalId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { TestClock } from "effect/testing"

const ada = PrincipalId.make("ada")
const bytes = (seed: number) => new Uint8Array(keyBytes).fill(seed)
const issued = issueKey({ owner: ada, label: "watch", scopes: ["record"] }, ada, bytes(1))

describe("a key in the place of another", () => {
  it.effect("is not issued where the other is revoked at the same time, and a moment earlier", () =>
    Effect.gen(function* () {
      const { key } = yield* issued
      const keys = yield* ApiKeys
      const outrun = ApiKeys.of({
        ...keys,
        revoke: (id, at) => Effect.andThen(keys.revoke(id, key.createdAt), keys.revoke(id, at))
      })
      const rotated = Effect.provideService(rotateKey(key.id, ada, bytes(2)), ApiKeys, outrun)
      assert.strictEqual((yield* Effect.flip(rotated))._tag, "KeyEnded")
      assert.lengthOf(yield* keys.of(ada), 1)
    }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
  )

  it.effect(
    "may be one of two: the other is taken for as long as the first of them said, and the audit log says so",
    () =>
      Effect.gen(function* () {
        const { key } = yield* issued
        yield* rotateKey(key.id, ada, bytes(2))
        yield* TestClock.adjust(1_000)
        yield* rotateKey(key.id, ada, bytes(3))
        const told = (yield* (yield* Audit).page(ownScope, 0, 9)).at(-1)
        assert.include(told?.after, formatInstant(key.createdAt + keyOverlapMs))
      }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
  )
})
