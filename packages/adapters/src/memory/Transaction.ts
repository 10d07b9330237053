import { Transaction } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"
import { World } from "./World.ts"

/** Transactions over the one world of the memory ports. */
export const layerTransaction: Layer.Layer<Transaction, never, World> = Layer.effect(
  Transaction,
  // One transaction runs at a time: what is seen from within one is one state.
  Effect.map(World, ({ transact }) => Transaction.of({ transact, snapshot: transact }))
)
