import { Transaction } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"
import { Db } from "./Db.ts"

/** Transactions of the database. */
export const layerTransaction: Layer.Layer<Transaction, never, Db> = Layer.effect(
  Transaction,
  Effect.map(Db, ({ transact, snapshot }) => Transaction.of({ transact, snapshot }))
)
