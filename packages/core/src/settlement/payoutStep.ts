import { Clock, Effect } from "effect"
import { Ledger } from "../ledger/index.ts"
import { Transaction } from "../runtime/index.ts"
import { decidePayout } from "./decidePayout.ts"
import { evolvePayout } from "./evolvePayout.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import { paymentEntries } from "./paymentEntries.ts"
import type { PayoutCommand } from "./payoutTransitions.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** Takes one step of a payout line with the entries that belong to it; gives nothing when somebody else was first. */
export const payoutStep = Effect.fnUntraced(function* (line: PayoutLine, command: PayoutCommand) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const event = yield* Effect.fromResult(decidePayout(line, command, yield* Clock.currentTimeMillis))
      if (event._tag === "NothingChanged") return line
      const next = evolvePayout(line, event)
      if (!(yield* (yield* SettlementStore).changeLine(line, next))) return undefined
      yield* (yield* Ledger).append(paymentEntries(line, event))
      return next
    })
  )
})
