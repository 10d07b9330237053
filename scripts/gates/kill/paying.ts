import { ports, type Store } from "@laurel/adapters"
import { conservation, Ledger } from "@laurel/core/ledger"
import { report, retry, SettlementStore } from "@laurel/core/settlement"
import { type ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect } from "effect"
import { startProvider } from "./provider.ts"
import { runVictim } from "./victim.ts"
import { people, posted } from "./world.ts"

/** What came out of it. */
export interface PayFigures {
  readonly kills: number
  readonly settlements: number
  readonly paid: number
  readonly paidTwice: number
  readonly unpaid: number
  readonly unsound: number
}

const minuteMs = 60_000
const faults = ["fails before", "fails after", "drops", "is late"] as const

/** Pays settlements through processes that are killed at random moments, and a provider that fails now and then. */
export const killWhilePaying = async (
  store: Store,
  id: string,
  kills: number,
  random: () => number
): Promise<PayFigures> => {
  const provider = await startProvider()
  const figures = { kills: 0, settlements: 0, paid: 0, paidTwice: 0, unpaid: 0, unsound: 0 }
  try {
    while (figures.kills < kills) {
      figures.settlements += 1
      const name = `${id}-${figures.settlements}`
      await provider.reset()
      const challengeId = await Effect.runPromise(posted(name).pipe(Effect.provide(ports({ store }))))
      let state = ""
      for (let round = 1; state !== "Settled"; round++) {
        const kind = faults[Math.floor(random() * faults.length)] ?? "drops"
        await provider.fail(kind, Math.floor(random() * 3))
        // Each round is later than any lease of the one before.
        const offset = round * 2 * minuteMs
        const { wasKilled, said } = await runVictim(
          ["pay", store, name, "0", `${offset}`, provider.url],
          figures.kills < kills ? Math.floor(random() * 300) : undefined
        )
        if (wasKilled) figures.kills += 1
        state = said.find((line) => line.startsWith("state "))?.slice(6) ?? ""
        const keys = new Set((await provider.payments()).map(({ key }) => key))
        await Effect.runPromise(
          decideByHand(challengeId, keys).pipe(
            Effect.provide(ports({ store, clock: () => Date.now() + offset + 90_000 }))
          )
        )
      }
      const perParty = new Map<string, number>()
      for (const { party } of await provider.payments()) perParty.set(party, (perParty.get(party) ?? 0) + 1)
      figures.paid += perParty.size
      figures.unpaid += people - perParty.size
      figures.paidTwice += [...perParty.values()].filter((times) => times > 1).length
      figures.unsound += await Effect.runPromise(flaws(challengeId).pipe(Effect.provide(ports({ store }))))
    }
  } finally {
    await provider.stop()
  }
  return figures
}

/** A person looks at the provider's own list: what is not in it was not paid, and is tried again; so is what it refused. */
const decideByHand = Effect.fnUntraced(function* (challengeId: ChallengeId, paid: ReadonlySet<string>) {
  const store = yield* SettlementStore
  for (const { settlementId } of yield* store.of(challengeId)) {
    for (const line of yield* store.linesOf(settlementId, { limit: people })) {
      if (line._tag === "Unknown" && !paid.has(line.attempt.key)) {
        const by = PrincipalId.make("olivia")
        const evidence = { _tag: "Person", by, note: "not in the provider's list" } as const
        yield* report(challengeId, { attemptKey: line.attempt.key, outcome: "Refused", evidence })
        yield* retry(challengeId, line.key)
      }
      if (line._tag === "Refused") yield* retry(challengeId, line.key)
    }
  }
})

/** 1 where the books do not add up, or where somebody is owed something still. */
const flaws = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const rows = conservation(yield* (yield* Ledger).entriesOf(challengeId), challengeId)
  return rows.every(({ holds, pool }) => holds && pool === 0n) ? 0 : 1
})
