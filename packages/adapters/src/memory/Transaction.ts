import { Transaction } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"
import { World } from "./World.ts"

/** Transactions over the one world of the memory ports. */
export const layerTransaction: Layer.Layer<Transaction, never, World> = Layer.effect(
  Transaction,
  Effect.map(World, ({ transact }) => Transaction.of({ transact }))
)
