import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { type ApiKey, ApiKeys, KeyId } from "../src/access/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { PrincipalId } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { apiKeysCommands, apiKeysObservations } from "./commands/apiKeys.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example } from "./worlds.ts"

const key = (id: string, more: Partial<ApiKey> = {}): ApiKey => ({
  id: KeyId.make(id.repeat(12)),
  hash: "0".repeat(64),
  owner: PrincipalId.make("olga"),
  label: "watch",
  scopes: ["read", "record"],
  createdAt: 1_000,
  ...more
})

/** What every adapter's `ApiKeys` does. */
export const apiKeysContract: Contract<ApiKeys | Transaction> = contract("ApiKeys", {
  "`add` keeps a key once: another one of its name is `false`, and nothing is kept of it": example(
    Effect.gen(function* () {
      const port = yield* ApiKeys
      assert.isTrue(yield* port.add(key("a")))
      assert.isFalse(yield* port.add(key("a", { label: "other" })))
      assert.deepStrictEqual(yield* port.find(key("a").id), Option.some(key("a")))
      assert.deepStrictEqual(yield* port.find(key("b").id), Option.none())
    })
  ),
  "of the same name added by many at the same time, one is kept": example(
    Effect.gen(function* () {
      const port = yield* ApiKeys
      const added = yield* Effect.all(
        Array.from({ length: 20 }, (_, at) => port.add(key("a", { label: `${at}` }))),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(added.filter((isNew) => isNew).length, 1)
      const kept = yield* port.of()
      assert.deepStrictEqual(
        kept.map(({ label }) => label),
        [`${added.indexOf(true)}`]
      )
    })
  ),
  "`of` gives the keys of somebody, the oldest first; `revoke` keeps the earliest instant": example(
    Effect.gen(function* () {
      const port = yield* ApiKeys
      const late = key("a", { createdAt: 3_000, expiresAt: 9_000 })
      const others = key("c", { owner: PrincipalId.make("sam") })
      for (const one of [late, key("b"), others]) yield* port.add(one)
      assert.isTrue(yield* port.revoke(late.id, 7_000))
      assert.isTrue(yield* port.revoke(late.id, 5_000))
      assert.isTrue(yield* port.revoke(late.id, 6_000))
      assert.isFalse(yield* port.revoke(KeyId.make("d".repeat(12)), 6_000))
      assert.deepStrictEqual(yield* port.of(late.owner), [key("b"), { ...late, revokedAt: 5_000 }])
      assert.deepStrictEqual(yield* port.of(), [key("b"), others, { ...late, revokedAt: 5_000 }])
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: apiKeysCommands,
    observe: apiKeysObservations
  })
})
