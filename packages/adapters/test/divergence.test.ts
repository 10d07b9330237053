import * as Memory from "@laurel/adapters/memory"
import { Deposits } from "@laurel/core/challenge"
import { depositsContract } from "@laurel/core/contracts"
import { Effect, Layer } from "effect"

/** Deposits as memory keeps them, listed the wrong way round: an adapter that does not do what the port says. */
const reversed = Layer.effect(
  Deposits,
  Effect.map(Deposits, ({ add, all }) =>
    Deposits.of({ add, all: (challengeId) => Effect.map(all(challengeId), (made) => made.toReversed()) })
  )
).pipe(Layer.provideMerge(Memory.layer))

const reason = "made to fail here, so that the contract is seen to notice"

// The signed tests have to fail and all others to pass: a contract that cannot fail would be noticed here.
depositsContract("memory, listed the wrong way round", reversed, {
  diverges: [
    { test: "`all` gives the deposits of a challenge in the order in which they were made", reason },
    { test: "answers like its model, rollbacks included", reason }
  ]
})
