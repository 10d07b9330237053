import { balances, differingField, type Entry, EntryConflict, type EntryId, Ledger, totals } from "@laurel/core/ledger"
import type { ChallengeId, Currency } from "@laurel/core/shared"
import { Effect, Layer, Result } from "effect"
import { World } from "./World.ts"

const holderKey = (challengeId: ChallengeId, currency: Currency): string => `${currency} ${challengeId}`

/** The ledger in the process's memory. */
export const layerLedger: Layer.Layer<Ledger, never, World> = Layer.effect(
  Ledger,
  Effect.gen(function* () {
    const world = yield* World
    const entries = new Map<EntryId, Entry>()
    const byChallenge = new Map<ChallengeId, Array<Entry>>()
    const carried = new Map<string, bigint>()
    const pools = new Map<string, bigint>()
    const move = ({ currency, postings }: Entry, sign: bigint): void => {
      for (const { account, minorUnits } of postings) {
        if (account._tag !== "CarryOver" && account._tag !== "Pool") continue
        const key = holderKey(account.challengeId, currency)
        const held = account._tag === "Pool" ? pools : carried
        held.set(key, (held.get(key) ?? 0n) - sign * minorUnits)
      }
    }
    const post = (entry: Entry): void => {
      move(entry, 1n)
      entries.set(entry.id, entry)
      const posted = byChallenge.get(entry.challengeId)
      if (posted === undefined) byChallenge.set(entry.challengeId, [entry])
      else posted.push(entry)
    }
    const unpost = (entry: Entry): void => {
      move(entry, -1n)
      entries.delete(entry.id)
      byChallenge.get(entry.challengeId)?.pop()
    }
    const leavesPoolBelowZero = ({ currency, postings }: Entry): boolean =>
      postings.some(
        ({ account }) => account._tag === "Pool" && (pools.get(holderKey(account.challengeId, currency)) ?? 0n) < 0n
      )
    return Ledger.of({
      append: (batch) =>
        Effect.flatMap(
          world.act((onRollback) => {
            const added = new Map<EntryId, Entry>()
            for (const entry of batch) {
              const existing = entries.get(entry.id) ?? added.get(entry.id)
              const field = existing === undefined ? undefined : differingField(existing, entry)
              if (field !== undefined) return Result.fail(new EntryConflict({ entryId: entry.id, field }))
              if (existing === undefined) added.set(entry.id, { ...entry, postings: [...entry.postings] })
            }
            for (const entry of added.values()) post(entry)
            const takeBack = (): void => [...added.values()].reverse().forEach(unpost)
            const overdrawn = [...added.values()].find(leavesPoolBelowZero)
            if (overdrawn !== undefined) {
              takeBack()
              throw new Error(`entry ${overdrawn.id} takes more out of a pool than is in it`)
            }
            onRollback(takeBack)
            return Result.succeed(undefined)
          }),
          Effect.fromResult
        ),
      entriesOf: (challengeId, kinds) =>
        world.act(() =>
          (byChallenge.get(challengeId) ?? []).filter(({ kind }) => kinds === undefined || kinds.includes(kind))
        ),
      held: (accounts, currency) =>
        world.act(() => {
          const isCarried = accounts.every(({ _tag }) => _tag === "CarryOver")
          const all = isCarried ? undefined : balances(entries.values())
          return accounts.map((account) =>
            account._tag === "CarryOver"
              ? (carried.get(holderKey(account.challengeId, currency)) ?? 0n)
              : (all?.held(account, currency) ?? 0n)
          )
        }),
      totals: (challengeId) => world.act(() => totals(byChallenge.get(challengeId) ?? [], challengeId))
    })
  })
)
