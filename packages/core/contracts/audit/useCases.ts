import type { Effect } from "effect"
import type { Action } from "../../src/audit/index.ts"
import type * as Challenges from "../../src/challenge/index.ts"
import type * as Settlements from "../../src/settlement/index.ts"

/** The names of what a concept offers that is carried out through ports. */
type UseCaseOf<Concept> = {
  [Name in keyof Concept]: Concept[Name] extends (...given: never) => Effect.Effect<unknown, unknown, unknown>
    ? Name
    : never
}[keyof Concept]

/** What a use case writes into the audit log: entries with one of these actions, or none. */
export interface Treatment {
  readonly writes: ReadonlyArray<Action>
  /** It takes its steps in transactions of their own, each with its entry. */
  readonly inSteps?: true
}

const reads = { writes: [] } as const satisfies Treatment
/** It is a part of use cases, and what it changes is told in their entry. */
const partOfOthers = reads

/** Every use case with what it writes: one that is missing here does not compile. */
export const challengeUseCases = {
  makeLiveActivities: reads,
  makePublicBoards: reads,
  advance: {
    writes: ["challenge.archive", "challenge.start", "challenge.keep-boards", "challenge.freeze", "challenge.close"],
    inSteps: true
  },
  adjust: { writes: ["challenge.adjust"] },
  amend: { writes: ["challenge.amend"] },
  boardAt: reads,
  boardDays: reads,
  boardOfDay: reads,
  book: partOfOthers,
  carryOut: partOfOthers,
  challengeStats: reads,
  courseOf: reads,
  define: { writes: ["challenge.define"] },
  deposit: { writes: ["challenge.deposit"] },
  drift: reads,
  duplicate: { writes: ["challenge.define"] },
  entryToAmend: reads,
  endSeries: { writes: ["challenge.end-series"] },
  explain: reads,
  find: reads,
  finish: { writes: ["challenge.finish"] },
  freeze: { writes: ["challenge.freeze"] },
  join: { writes: ["challenge.join"] },
  joinWithFee: { writes: ["challenge.reserve", "challenge.charge", "challenge.join"], inSteps: true },
  loggedActivities: reads,
  makeMemoisedReads: reads,
  makeRecorder: { writes: ["challenge.record"], inSteps: true },
  project: reads,
  publish: { writes: ["challenge.publish"] },
  ranksOfDay: reads,
  reconcileCharges: { writes: ["challenge.charge"], inSteps: true },
  readBoard: reads,
  rebuildBoards: reads,
  record: { writes: ["challenge.record"] },
  // What it changes is told in the entries of what it is given to record with.
  recordInEach: partOfOthers,
  recur: { writes: ["challenge.recur", "challenge.publish"] },
  reportCharge: { writes: ["challenge.report-charge"] },
  restate: { writes: ["challenge.restate"] },
  reverseAdjustment: { writes: ["challenge.reverse-adjustment"] },
  revealBoard: reads,
  review: { writes: ["challenge.review"] },
  revise: { writes: ["challenge.revise"] },
  sampleBoards: reads,
  standings: reads,
  step: {
    writes: [
      "challenge.archive",
      "challenge.start",
      "challenge.keep-boards",
      "challenge.freeze",
      "challenge.close",
      "challenge.finish"
    ]
  },
  unfreeze: { writes: ["challenge.unfreeze"] },
  takenPartIn: reads,
  trending: reads,
  activeUsers: reads,
  userStats: reads,
  userTallies: reads,
  withdraw: { writes: ["challenge.amend"] },
  sameCharger: reads,
  withheld: reads
} as const satisfies Readonly<Record<UseCaseOf<typeof Challenges>, Treatment>>

/** As `challengeUseCases`, of the concept settlement. */
export const settlementUseCases = {
  approve: { writes: ["settlement.approve"] },
  cancel: { writes: ["settlement.cancel"] },
  contributionsOf: reads,
  correct: { writes: ["settlement.correct"] },
  forfeit: { writes: ["settlement.forfeit"] },
  openLines: reads,
  giveUp: { writes: ["settlement.give-up"] },
  payoutLinesOf: partOfOthers,
  postPlan: { writes: ["settlement.post"] },
  recompute: reads,
  throughLines: reads,
  verify: reads,
  verifyLedger: reads,
  pay: { writes: ["settlement.owe-fees", "settlement.payout", "settlement.complete"], inSteps: true },
  plan: { writes: ["settlement.plan"] },
  planChanges: reads,
  planOverview: reads,
  post: { writes: ["settlement.post"] },
  preview: reads,
  reclaim: { writes: ["settlement.reclaim"] },
  reconcile: { writes: ["settlement.payout", "settlement.complete"], inSteps: true },
  refund: { writes: ["settlement.refund"] },
  reject: { writes: ["settlement.reject"] },
  report: { writes: ["settlement.report"] },
  retry: { writes: ["settlement.payout"] },
  storedPlan: { writes: [] },
  submit: { writes: ["settlement.submit"] },
  upholdDispute: { writes: ["settlement.uphold-dispute"] },
  // These are made of others, each with its own entry.
  goOn: partOfOthers,
  oweRefunds: partOfOthers,
  planAgain: partOfOthers,
  reconcileAll: partOfOthers,
  reconcilePayouts: partOfOthers,
  retryLines: partOfOthers,
  takeBack: partOfOthers
} as const satisfies Readonly<Record<UseCaseOf<typeof Settlements>, Treatment>>

/** Every use case by name. */
export const useCases = { ...challengeUseCases, ...settlementUseCases }
export type UseCase = keyof typeof useCases
