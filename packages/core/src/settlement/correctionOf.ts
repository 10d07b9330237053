import { Result } from "effect"
import { type Account, accountName, type Entry, EntryId, entry, type Movement } from "../ledger/index.ts"
import type { Instant } from "../shared/index.ts"
import { type Before, type Change, changesOf, type LineStep, owedTo } from "./changesOf.ts"
import type { PlanToPost } from "./PlanToPost.ts"
import { deductionAccount, destinationAccount } from "./postingsOf.ts"
import { refundAccounts } from "./refundAccounts.ts"
import type { PlannedLine } from "./SettlementPlan.ts"

/** A correction: its one entry, what changes for whom, the lines that pay what is more, and those that shrink. */
export interface Correction {
  readonly entry: Entry
  readonly changes: ReadonlyArray<Change>
  readonly lines: ReadonlyArray<PlannedLine>
  /** How earlier lines shrink; to be carried out together with the entry, or not at all. */
  readonly steps: ReadonlyArray<LineStep>
}

/**
 * What turns the settlement of `previous` into that of `plan`: the differences only, each recipient getting new minus
 * already entitled (I30). Whoever gets less gives up what is not on its way and owes the rest; whoever owed something has it
 * set off first. Afterwards the pool is empty again (I4).
 */
export const correctionOf = (plan: PlanToPost, previous: PlanToPost, before: Before, at: Instant): Correction => {
  const changes = changesOf(plan, previous, before)
  const made = entry(
    {
      id: EntryId.make(`Correction:${plan.hash}`),
      at,
      challengeId: plan.challengeId,
      kind: "Correction",
      memo: `version ${plan.version} in place of ${previous.version}`,
      currency: plan.currency
    },
    movementsOf(plan, previous, changes)
  )
  return {
    entry: Result.getOrThrow(made),
    changes,
    lines: linesOf(plan, previous, changes),
    steps: changes.flatMap(({ steps }) => steps)
  }
}

function* movementsOf(
  plan: PlanToPost,
  previous: PlanToPost,
  changes: ReadonlyArray<Change>
): Generator<Movement, void, undefined> {
  const { challengeId } = plan
  const pool: Account = { _tag: "Pool", challengeId }
  const give = (account: Account, minorUnits: bigint): Movement =>
    minorUnits < 0n ? { from: account, to: pool, minorUnits: -minorUnits } : { from: pool, to: account, minorUnits }
  for (const { account, minorUnits } of sharedDifferences(plan, previous)) yield give(account, minorUnits)
  for (const { claim, recipient, advanceDifference, pays, setOff, fromHeld, fromUnclaimed, owedBack } of changes) {
    const receivable: Account = { _tag: "Receivable", claim, challengeId, recipient }
    yield give({ _tag: "Unclaimed", claim, challengeId, recipient }, -fromUnclaimed)
    yield give(owedTo(challengeId, claim, recipient), pays - fromHeld)
    yield give(receivable, advanceDifference + setOff - owedBack)
  }
}

interface Destined {
  readonly account: Account
  readonly minorUnits: bigint
}

/** Where a plan's money goes that no recipient has a line for; what the organiser adds counts as negative. */
const sharedOf = ({ challengeId, contributions, prizes }: PlanToPost): ReadonlyArray<Destined> => [
  { account: { _tag: "OrganiserTopUp" }, minorUnits: -prizes.topUp },
  ...prizes.deductions.map(({ destination, minorUnits }) => ({
    account: deductionAccount(challengeId, destination),
    minorUnits
  })),
  ...prizes.residual.map(({ destination, minorUnits }) => ({
    account: destinationAccount(challengeId, destination),
    minorUnits
  })),
  ...refundAccounts(challengeId, contributions, prizes.refunds).filter(({ account }) => account._tag === "CarryOver")
]

const sharedDifferences = (plan: PlanToPost, previous: PlanToPost): Iterable<Destined> => {
  const differences = new Map<string, { readonly account: Account; minorUnits: bigint }>()
  const add = (account: Account, minorUnits: bigint): void => {
    const name = accountName(account)
    const difference = differences.get(name)
    if (difference === undefined) differences.set(name, { account, minorUnits })
    else difference.minorUnits += minorUnits
  }
  for (const { account, minorUnits } of sharedOf(plan)) add(account, minorUnits)
  for (const { account, minorUnits } of sharedOf(previous)) add(account, -minorUnits)
  return differences.values()
}

/** What a change pays is divided among the recipient's lines that grew, in the plan's order. */
const linesOf = (
  plan: PlanToPost,
  previous: PlanToPost,
  changes: ReadonlyArray<Change>
): ReadonlyArray<PlannedLine> => {
  const left = new Map(changes.map(({ claim, recipient, pays }) => [`${claim} ${recipient}`, pays]))
  const before = new Map(Array.from(previous.lines, ({ key, due }) => [key, due] as const))
  const lines: Array<PlannedLine> = []
  for (const line of plan.lines) {
    const recipient = `${line.claim} ${line.recipient}`
    const pays = left.get(recipient) ?? 0n
    const more = line.due - (before.get(line.key) ?? 0n)
    const due = more < pays ? more : pays
    if (due <= 0n) continue
    left.set(recipient, pays - due)
    lines.push({ ...line, minorUnits: due, advance: 0n, due })
  }
  return lines
}
