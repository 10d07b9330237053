import { assert, describe, it } from "@effect/vitest"
import { layerWallet } from "@laurel/adapters/payments"
import { ledgerContract, moneyStory, settlementStoreContract, transactionContract } from "@laurel/core/contracts"
import { Effect, Layer } from "effect"
import { inject } from "vitest"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { kept, newDatabase, postgresWorld } from "./database.ts"

/** A new database, through a pooler in transaction mode: what one statement leaves in a session the next does not find (F71). */
const throughPooler = Effect.flatMap(newDatabase, (direct) => {
  const url = new URL(inject("pooler"))
  url.pathname = new URL(direct).pathname
  return connectPostgres({ url: url.href })
})

const world = postgresWorld(kept(throughPooler))

describe("Postgres behind pgbouncer", () => {
  it.effect("statements are prepared where the server itself answers, and not where a pooler does", () =>
    Effect.gen(function* () {
      const direct = yield* Effect.flatMap(newDatabase, (url) => connectPostgres({ url }))
      const pooled = yield* throughPooler
      assert.deepStrictEqual([direct.prepares, pooled.prepares], [true, false])
    })
  )
})

const runs = 3

transactionContract("Postgres behind pgbouncer", world, { runs })
ledgerContract("Postgres behind pgbouncer", world, { runs })
settlementStoreContract("Postgres behind pgbouncer", world, { runs })
moneyStory("Postgres behind pgbouncer", Layer.merge(layerWallet, world), { runs })
