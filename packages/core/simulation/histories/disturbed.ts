import { Context, Effect } from "effect"
import { Transaction, TransactionUnavailable } from "../../src/runtime/index.ts"
import type { Random } from "../Random.ts"
import { interposed } from "./interposed.ts"

/** How often something goes wrong, of so many calls of callers. */
export interface Faults {
  /** A caller is gone at some call of a port: its process was killed. */
  readonly crashes: number
  /** What a transaction did is kept, and the answer lost. */
  readonly lostAnswers: number
  readonly of: number
}

/** No faults at all. */
export const noFaults: Faults = { crashes: 0, lostAnswers: 0, of: 1 }

/** Longer than any use case has calls of ports would be wasted: most have fewer than this. */
const callsOfPorts = 12

const isInside = Context.Reference<boolean>("@laurel/core/simulation/isInside", { defaultValue: () => false })

/** What becomes of the answers of transactions: of the outermost only, inside everything is as it is. */
const losing = (transaction: Transaction["Service"]): Transaction["Service"] => {
  const lost = new TransactionUnavailable({ operation: "commit", cause: "the answer was lost on purpose" })
  return {
    ...transaction,
    transact: (effect) =>
      Effect.flatMap(isInside, (inside) =>
        inside
          ? transaction.transact(effect)
          : Effect.andThen(transaction.transact(Effect.provideService(effect, isInside, true)), Effect.fail(lost))
      )
  }
}

/** Gives way to others some times before each call of a port. */
const turn = async (random: Random): Promise<void> => {
  for (let times = random.below(4); times > 0; times--) await Effect.runPromise(Effect.yieldNow)
}

/** The same ports for one call of a caller: others come in between, and now and then it goes wrong. */
export const disturbed = <Services>(
  services: Context.Context<Services | Transaction>,
  random: Random,
  { crashes, lostAnswers, of }: Faults
): Context.Context<Services | Transaction> => {
  const fate = random.below(of)
  const losesAnswer = fate >= crashes && fate < crashes + lostAnswers
  const given = losesAnswer ? Context.add(services, Transaction, losing(Context.get(services, Transaction))) : services
  let left = fate < crashes ? random.below(callsOfPorts) : Number.POSITIVE_INFINITY
  const isAfter = random.chance(1, 2)
  return interposed(given, (call) =>
    Effect.suspend(() => {
      // Whoever is gone does nothing more, not even in a finalizer.
      if (left < 0) return Effect.interrupt
      const isLast = left-- === 0
      const inTurn = Effect.andThen(
        Effect.promise(() => turn(random)),
        call
      )
      if (!isLast) return inTurn
      return isAfter ? Effect.andThen(inTurn, Effect.interrupt) : Effect.interrupt
    })
  )
}
