import {
  attemptsOf,
  countLines,
  dueOf,
  type LineChange,
  type LineCounts,
  type LinesAsked,
  type PayoutLine,
  type SettlementId
} from "@laurel/core/settlement"
import { type ChallengeId, compareIds } from "@laurel/core/shared"

/** The lines of one settlement: by key, their keys in order once somebody asks for that, and how many are in which state. */
interface Kept {
  readonly byKey: Map<string, PayoutLine>
  inOrder: ReadonlyArray<string> | undefined
  counts: LineCounts
  /** How many attempts there are through each provider. */
  readonly providers: Map<string, number>
}

const sameStep = (a: PayoutLine, b: PayoutLine): boolean =>
  a._tag === b._tag && attemptsOf(a).length === attemptsOf(b).length && a.minorUnits === b.minorUnits

const byVersion = (a: PayoutLine, b: PayoutLine): number =>
  a.version - b.version || compareIds(a.settlementId, b.settlementId) || compareIds(a.key, b.key)

/** Payout lines in the process's memory, with what it takes to find some without looking at all. Every change gives its undoing. */
export class PayoutLines {
  readonly #settlements = new Map<SettlementId, Kept>()
  readonly #byAttempt = new Map<string, ReadonlyArray<PayoutLine>>()

  /** Adds a line unless it is there. */
  add(line: PayoutLine): () => void {
    const { byKey } = this.#keptIn(line.settlementId)
    if (byKey.has(line.key)) return () => {}
    this.#put(line, undefined)
    return () => this.#remove(line)
  }

  /** Replaces a line while it is as it was read; gives nothing when it is not. */
  change({ before, after }: LineChange): (() => void) | undefined {
    const stored = this.#keptIn(before.settlementId).byKey.get(before.key)
    if (stored === undefined || !sameStep(stored, before)) return undefined
    this.#put(after, stored)
    return () => this.#put(stored, after)
  }

  of(settlementId: SettlementId, { states, dueBy, after, limit }: LinesAsked): ReadonlyArray<PayoutLine> {
    const kept = this.#keptIn(settlementId)
    kept.inOrder ??= [...kept.byKey.keys()].sort(compareIds)
    const wanted = states === undefined ? undefined : new Set(states)
    const page: Array<PayoutLine> = []
    for (let at = after === undefined ? 0 : placeAfter(kept.inOrder, after); page.length < limit; at++) {
      const line = kept.byKey.get(kept.inOrder[at] ?? "")
      if (line === undefined) return page
      const isDue = dueBy === undefined || (dueOf(line) ?? dueBy) <= dueBy
      if (isDue && (wanted === undefined || wanted.has(line._tag))) page.push(line)
    }
    return page
  }

  byKey(
    challengeId: ChallengeId,
    settlements: ReadonlySet<SettlementId>,
    keys: ReadonlyArray<string>
  ): ReadonlyArray<PayoutLine> {
    const each = [...new Set(keys)]
    return [...settlements]
      .flatMap((settlementId) => each.flatMap((key) => this.#settlements.get(settlementId)?.byKey.get(key) ?? []))
      .filter((line) => line.challengeId === challengeId)
      .sort(byVersion)
  }

  byAttempt(challengeId: ChallengeId, attemptKey: string): ReadonlyArray<PayoutLine> {
    const lines = this.#byAttempt.get(attemptKey) ?? []
    return lines.filter((line) => line.challengeId === challengeId).sort(byVersion)
  }

  providersOf(settlementId: SettlementId): ReadonlyArray<string> {
    return [...this.#keptIn(settlementId).providers.keys()].sort(compareIds)
  }

  count(settlementId: SettlementId): LineCounts {
    return this.#keptIn(settlementId).counts
  }

  #keptIn(settlementId: SettlementId): Kept {
    const known = this.#settlements.get(settlementId)
    if (known !== undefined) return known
    const kept: Kept = { byKey: new Map(), inOrder: undefined, counts: countLines([]), providers: new Map() }
    this.#settlements.set(settlementId, kept)
    return kept
  }

  #put(line: PayoutLine, before: PayoutLine | undefined): void {
    const kept = this.#keptIn(line.settlementId)
    if (before === undefined) kept.inOrder = undefined
    else this.#forget(before, kept)
    kept.byKey.set(line.key, line)
    kept.counts = { ...kept.counts, [line._tag]: kept.counts[line._tag] + 1 }
    for (const { key, provider } of attemptsOf(line)) {
      this.#byAttempt.set(key, [...(this.#byAttempt.get(key) ?? []), line])
      if (provider !== undefined) kept.providers.set(provider, (kept.providers.get(provider) ?? 0) + 1)
    }
  }

  #remove(line: PayoutLine): void {
    const kept = this.#keptIn(line.settlementId)
    this.#forget(line, kept)
    kept.byKey.delete(line.key)
    kept.inOrder = undefined
  }

  #forget(line: PayoutLine, kept: Kept): void {
    kept.counts = { ...kept.counts, [line._tag]: kept.counts[line._tag] - 1 }
    for (const { key, provider } of attemptsOf(line)) {
      if (provider !== undefined) {
        const left = (kept.providers.get(provider) ?? 0) - 1
        if (left > 0) kept.providers.set(provider, left)
        else kept.providers.delete(provider)
      }
      const others = (this.#byAttempt.get(key) ?? []).filter((other) => other !== line)
      if (others.length === 0) this.#byAttempt.delete(key)
      else this.#byAttempt.set(key, others)
    }
  }
}

/** The place of the first key after this one. */
const placeAfter = (keys: ReadonlyArray<string>, after: string): number => {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareIds(keys[middle] ?? "", after) > 0) high = middle
    else low = middle + 1
  }
  return low
}
