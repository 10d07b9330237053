import { Clock, Effect } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { book } from "../challenge/index.ts"
import { decidePayout } from "./decidePayout.ts"
import { evolvePayout } from "./evolvePayout.ts"
import { glanceAtLine } from "./glance.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import { paymentEntries } from "./paymentEntries.ts"
import type { PayoutCommand } from "./payoutTransitions.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** Takes one step of a payout line with the entries that belong to it; gives nothing when somebody else was first. */
export const payoutStep = Effect.fnUntraced(function* (line: PayoutLine, command: PayoutCommand) {
  return yield* audited(
    { action: "settlement.payout", challengeId: line.challengeId },
    Effect.gen(function* () {
      const event = yield* Effect.fromResult(decidePayout(line, command, yield* Clock.currentTimeMillis))
      if (event._tag === "NothingChanged") return line
      const next = evolvePayout(line, event)
      if (!(yield* (yield* SettlementStore).changeLine(line, next))) return undefined
      yield* noteChange(`payout ${line.version} ${line.key}`, glanceAtLine(line), glanceAtLine(next))
      yield* book(paymentEntries(line, event))
      return next
    })
  )
})
