import type { SettlementPlan } from "../src/settlement/index.ts"
import { compareIds, Rational as R } from "../src/shared/index.ts"
import type { Check } from "./Check.ts"
import { equalShares } from "./checks/tiesShareEqually.ts"
import { type Fault, type Habit, habits } from "./History.ts"
import type { MoneyOfRuns, PrizesOfRank, RanksOfHabit, RoundingOfTies, SimulationReport } from "./SimulationReport.ts"
import { spreadOf } from "./Spread.ts"
import type { Ending, SimulatedRun } from "./simulate.ts"

type Gathered = Omit<SimulationReport, "challengeId" | "seed" | "participants" | "counterexample">

const sum = (rows: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint =>
  rows.reduce((total, { minorUnits }) => total + minorUnits, 0n)

const add = <Key>(counts: Map<Key, number>, key: Key, times = 1): void =>
  void counts.set(key, (counts.get(key) ?? 0) + times)

/** Adds up what runs came to, one after the other. */
export class Statistics {
  readonly #checks: ReadonlyArray<Check>
  readonly #endings: Record<Ending, number> = { Cancelled: 0, Final: 0, Settled: 0 }
  readonly #outcomes = new Map<string, number>()
  readonly #faults = new Map<Fault, number>()
  readonly #checked = new Map<string, number>()
  readonly #people = new Map<Habit, number>()
  readonly #ranks = new Map<Habit, Array<number>>()
  readonly #prizes = new Map<number, Array<bigint>>()
  #money: MoneyOfRuns = { paidIn: 0n, topUps: 0n, prizes: 0n, platformFees: 0n, charity: 0n, residual: 0n, refunds: 0n }
  #runs = 0
  #ties = 0
  #oddUnits = 0n
  #toFirst = 0
  #expected = R.zero

  constructor(checks: ReadonlyArray<Check>) {
    this.#checks = checks
  }

  /** Takes in one run. */
  take({ history, ending, board, plan, outcomes, checked }: SimulatedRun): void {
    this.#runs++
    if (ending !== undefined) this.#endings[ending]++
    for (const [outcome, times] of outcomes) add(this.#outcomes, outcome, times)
    for (const [promise, times] of checked) add(this.#checked, promise, times)
    for (const { submissions } of history.people) {
      for (const { fault } of submissions) if (fault !== undefined) add(this.#faults, fault)
    }
    const ranks = new Map((board?.overall.ranked ?? []).map(({ standing, rank }) => [standing.participantId, rank]))
    for (const { habit, entry } of history.people) {
      add(this.#people, habit)
      const rank = ranks.get(entry.participantId)
      if (rank !== undefined) this.#push(this.#ranks, habit, rank)
    }
    if (plan !== undefined) this.#takePlan(plan)
  }

  #push<Key, Value>(lists: Map<Key, Array<Value>>, key: Key, value: Value): void {
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [value])
    else list.push(value)
  }

  #takePlan({ prizes, standings }: SettlementPlan): void {
    const { deductions, awards, residual, refunds, gross, topUp } = prizes
    const won = new Map<string, bigint>()
    for (const { participantId, minorUnits } of awards)
      won.set(participantId, (won.get(participantId) ?? 0n) + minorUnits)
    for (const { participantId, rank } of standings) {
      if (rank !== undefined) this.#push(this.#prizes, rank, won.get(participantId) ?? 0n)
    }
    const to = (destination: string) => sum(deductions.filter((one) => one.destination === destination))
    this.#money = {
      paidIn: this.#money.paidIn + gross,
      topUps: this.#money.topUps + topUp,
      prizes: this.#money.prizes + sum(awards),
      platformFees: this.#money.platformFees + to("Platform"),
      charity: this.#money.charity + to("Charity"),
      residual: this.#money.residual + sum(residual),
      refunds: this.#money.refunds + sum(refunds)
    }
    for (const group of equalShares(awards)) this.#takeTie(group)
  }

  #takeTie(group: SettlementPlan["prizes"]["awards"]): void {
    const byId = group.toSorted((a, b) => compareIds(a.participantId, b.participantId))
    const least = byId.reduce((low, { minorUnits }) => (minorUnits < low ? minorUnits : low), byId[0]?.minorUnits ?? 0n)
    const favoured = byId.filter(({ minorUnits }) => minorUnits > least)
    if (favoured.length === 0) return
    this.#ties++
    this.#oddUnits += favoured.reduce((total, { minorUnits }) => total + minorUnits - least, 0n)
    if ((byId[0]?.minorUnits ?? 0n) > least) this.#toFirst++
    this.#expected = R.add(this.#expected, R.rational(BigInt(favoured.length), BigInt(group.length)))
  }

  /** What all runs so far came to. */
  gathered(): Gathered {
    return {
      runs: this.#runs,
      endings: { ...this.#endings },
      outcomes: this.#outcomes,
      faults: this.#faults,
      checked: this.#checks.map(({ invariant, promise }) => ({
        invariant,
        promise,
        times: this.#checked.get(promise) ?? 0
      })),
      ranks: habits.flatMap((habit) => this.#ranksOf(habit)),
      prizes: [...this.#prizes.keys()].sort((a, b) => a - b).flatMap((rank) => this.#prizesOf(rank)),
      money: this.#money,
      rounding: this.#rounding()
    }
  }

  #ranksOf(habit: Habit): ReadonlyArray<RanksOfHabit> {
    const people = this.#people.get(habit) ?? 0
    const ranks = spreadOf((this.#ranks.get(habit) ?? []).toSorted((a, b) => a - b))
    return people === 0 ? [] : [{ habit, people, ...(ranks === undefined ? {} : { ranks }) }]
  }

  #prizesOf(rank: number): ReadonlyArray<PrizesOfRank> {
    const prizes = spreadOf((this.#prizes.get(rank) ?? []).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    return prizes === undefined || prizes.max === 0n ? [] : [{ rank, prizes }]
  }

  #rounding(): RoundingOfTies {
    const thousandths = R.roundHalfEven(R.multiply(this.#expected, R.rational(1000n)))
    return { ties: this.#ties, oddUnits: this.#oddUnits, toFirst: this.#toFirst, expectedThousandths: thousandths }
  }
}
