import { type Deposit, DepositRefused, deposit, find } from "@laurel/core/challenge"
import { formatAmount } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { amountOf } from "../../session/amountOf.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmMoney } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    amount: Schema.String,
    from: Schema.String,
    id: Schema.optionalKey(Schema.String),
    carryOver: Schema.optionalKey(Schema.Boolean),
    yes: Schema.optionalKey(Schema.Boolean)
  })
)

/** `laurel challenge deposit`: money of a sponsor, or carried over, into the pool. */
export const depositCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const currency = await session.run(currencyOf(challengeId))
    const money: Deposit = {
      id: options.id ?? options.from,
      kind: options.carryOver === true ? "CarryOver" : "Sponsor",
      payer: options.from,
      minorUnits: amountOf(options.amount, currency, "--amount"),
      at: session.now()
    }
    const amount = `${formatAmount(money.minorUnits, currency)} ${currency}`
    warnEmbedded(session)
    await confirmMoney(session, options, `${amount} of ${money.payer} are booked into the pool of ${challengeId}`)
    const isNew = await session.change(deposit(challengeId, money))
    show(session, { challenge: challengeId, deposit: { ...money, at: undefined }, new: isNew }, () =>
      isNew
        ? `${amount} of ${money.payer} are in the pool of ${challengeId}.\n`
        : `The deposit ${money.id} was booked before; nothing was done again.\n`
    )
  })
}

const currencyOf = Effect.fnUntraced(function* (challengeId: ReturnType<typeof challengeIdOf>) {
  const { currency } = (yield* find(challengeId)).definition
  return currency ?? (yield* new DepositRefused({ challengeId, reason: "it has no currency" }))
})
