import { Effect, Option, Result, Stream } from "effect"
import { ApiKeys, KeptAnswers, KeyId, type StreamGrant, StreamTokens } from "../src/access/index.ts"
import { type Activity, ActivityLog, accepted } from "../src/activity/index.ts"
import { Audit, scopeOf } from "../src/audit/index.ts"
import { type LiveBoard, StoredBoards } from "../src/board/index.ts"
import {
  Adjustments,
  ChallengeStore,
  Charges,
  Deposits,
  Entries,
  type Entry,
  Outbox,
  Scores,
  Snapshots,
  Tallies,
  type Tally
} from "../src/challenge/index.ts"
import { Circles, Invites } from "../src/community/index.ts"
import { EntryId, entry, Ledger, type Entry as LedgerEntry } from "../src/ledger/index.ts"
import { DueDates, DueKind, JobKey, JobKind, Jobs } from "../src/runtime/index.ts"
import { SettlementId, SettlementStore } from "../src/settlement/index.ts"
import { Currency, PrincipalId } from "../src/shared/index.ts"
import { WebhookStore } from "../src/webhook/index.ts"
import { adjustmentOf } from "./adjustments.contract.ts"
import { draftOf } from "./arbitraries/challenge.ts"
import { reserved } from "./arbitraries/charge.ts"
import { ada, adaEntry, autumn, spring, steps } from "./cast.ts"
import { circleOf } from "./circles.contract.ts"
import { inviteOf } from "./invites.contract.ts"
import type { Ports, PortsByName } from "./Ports.ts"
import { endpointOf } from "./webhookStore.contract.ts"

/** For one port: something that leaves a trace, whether that is there, and a change that would wipe or hide it. */
export interface Trace {
  readonly port: string
  readonly leave: Effect.Effect<unknown, unknown, Ports>
  readonly isThere: Effect.Effect<boolean, unknown, Ports>
  readonly change: Effect.Effect<unknown, unknown, Ports>
}

const walk: Activity = {
  userId: ada,
  metric: steps,
  quantity: 1,
  at: 0,
  source: "watch",
  sourceKey: "walk",
  revision: 0,
  void: false
}
const appended = (activity: Activity) =>
  ActivityLog.use((log) =>
    log.append(
      spring,
      [{ activity, receivedAt: 0 }],
      Effect.succeed(() => accepted)
    )
  )

const entered: Entry = { participantId: adaEntry, userId: ada, enteredAt: 0, categories: [], status: "Active" }

const charge = reserved({ challengeId: spring, entry: entered, number: 1, payer: "ada", minorUnits: 1n })

const posted = (id: string): LedgerEntry =>
  Result.getOrThrow(
    entry(
      { id: EntryId.make(id), at: 0, challengeId: spring, kind: "EntryFee", memo: "", currency: Currency.make("EUR") },
      [{ from: { _tag: "ProviderClearing" }, to: { _tag: "Pool", challengeId: spring }, minorUnits: 1n }]
    )
  )

const grant: StreamGrant = {
  challengeId: spring,
  purpose: "watch-board",
  principal: PrincipalId.make("ada"),
  roles: [],
  until: 60_000
}

const state = (cell: number) => [{ userId: ada, state: { stride: 1, cells: [cell], sources: [] } }]
const board = (at: number) => ({
  at,
  standingsHash: "0".repeat(64),
  overall: { ranked: [], unranked: [] },
  teamStandings: []
})
const live: LiveBoard = {
  challengeId: spring,
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
}
const tally: Tally = { participantId: adaEntry, userId: ada, status: "Active", activeDays: 1, score: 5 }
const later = { kind: JobKind.make("later"), key: JobKey.make("spring") }
const opened = (revision: number) =>
  ({ _tag: "Open", settlementId: SettlementId.make("first"), challengeId: spring, revision, version: 0 }) as const
const gift = (id: string) => ({ id, kind: "Sponsor", payer: "acme", minorUnits: 1n, at: 0 }) as const

const told = (actor: string) => ({
  at: 0,
  actor: PrincipalId.make(actor),
  action: "challenge.define",
  origin: { channel: "library" },
  before: "{}",
  after: "{}"
})

const aKey = {
  id: KeyId.make("a".repeat(12)),
  hash: "0".repeat(64),
  owner: PrincipalId.make("olivia"),
  label: "watch",
  scopes: ["read"],
  createdAt: 0
} as const
const request = (key: string) => ({ by: PrincipalId.make("ada"), operation: "join", key })

const start = { kind: DueKind.make("step"), subject: spring, due: 1 }

const byPort: Readonly<Record<Exclude<keyof PortsByName, "Transaction">, Omit<Trace, "port">>> = {
  ActivityLog: {
    leave: appended(walk),
    isThere: ActivityLog.use((log) =>
      Effect.map(log.counted(spring, [ada]), (byUser) => (byUser.get(ada) ?? []).some(({ revision }) => revision === 0))
    ),
    change: appended({ ...walk, revision: 1, void: true })
  },
  Adjustments: {
    leave: Adjustments.use((port) => port.add(spring, adjustmentOf("late"))),
    isThere: Adjustments.use((port) =>
      Effect.map(port.find(spring, adjustmentOf("late").id), (found) =>
        Option.exists(found, ({ reversal }) => reversal === undefined)
      )
    ),
    change: Adjustments.use((port) =>
      port.reverse(spring, adjustmentOf("late").id, { reason: "no", by: PrincipalId.make("olivia"), at: 1 })
    )
  },
  ApiKeys: {
    leave: ApiKeys.use((keys) => keys.add(aKey)),
    isThere: ApiKeys.use((keys) =>
      Effect.map(keys.find(aKey.id), (found) => Option.exists(found, ({ revokedAt }) => revokedAt === undefined))
    ),
    change: ApiKeys.use((keys) => keys.revoke(aKey.id, 1))
  },
  Audit: {
    leave: Audit.use((audit) => audit.append(scopeOf(spring), [told("olivia")])),
    isThere: Audit.use((audit) => Effect.map(audit.head(scopeOf(spring)), ({ seq }) => seq === 1)),
    change: Audit.use((audit) => audit.append(scopeOf(spring), [told("piet")]))
  },
  ChallengeStore: {
    leave: ChallengeStore.use((store) => store.insert(draftOf(autumn, 0))),
    isThere: ChallengeStore.use((store) =>
      Effect.map(store.find(autumn), (found) => Option.exists(found, ({ version }) => version === 0))
    ),
    change: ChallengeStore.use((store) => store.save(draftOf(autumn, 1), 0))
  },
  Charges: {
    leave: Charges.use((port) => port.add(charge)),
    isThere: Charges.use((port) =>
      Effect.map(port.find(spring, charge.key), (found) => Option.exists(found, ({ revision }) => revision === 0))
    ),
    change: Charges.use((port) => port.change(charge, { ...charge, _tag: "Unknown", revision: 1 }))
  },
  Circles: {
    leave: Circles.use((port) => port.add(circleOf("a"))),
    isThere: Circles.use((port) =>
      Effect.map(port.find(circleOf("a").id), (found) =>
        Option.exists(found, ({ name }) => name === circleOf("a").name)
      )
    ),
    change: Circles.use((port) => port.amend(circleOf("a").id, { name: "other" }))
  },
  Deposits: {
    leave: Deposits.use((port) => port.add(spring, gift("gift"))),
    isThere: Deposits.use((port) => Effect.map(port.all(spring), (made) => made.length === 1)),
    change: Deposits.use((port) => port.add(spring, gift("another")))
  },
  DueDates: {
    leave: DueDates.use((dates) => dates.set([start])),
    isThere: DueDates.use((dates) => Effect.map(dates.of([spring]), (kept) => kept.some(({ due }) => due === 1))),
    change: DueDates.use((dates) => dates.take({ ...start, wake: start.due }))
  },
  Entries: {
    leave: Entries.use((port) => port.enter(spring, [entered], {})),
    isThere: Entries.use((port) =>
      Effect.map(port.all(spring), (entries) => entries.some(({ status }) => status === "Active"))
    ),
    change: Entries.use((port) => port.amend(spring, [{ ...entered, status: "Withdrawn" }]))
  },
  Invites: {
    leave: Invites.use((port) => port.add([inviteOf(ada)])),
    isThere: Invites.use((port) => Effect.map(port.find([inviteOf(ada).id]), ([found]) => found?.state === "Pending")),
    change: Invites.use((port) => port.answer(inviteOf(ada).id, "Declined", 2_000))
  },
  Jobs: {
    leave: Jobs.use((jobs) => jobs.enqueue([later])),
    isThere: Jobs.use((jobs) => Effect.map(jobs.list({ state: "Waiting" }), (waiting) => waiting.length === 1)),
    change: Jobs.use((jobs) => jobs.claim({ worker: "w", kinds: [later.kind] }))
  },
  KeptAnswers: {
    leave: KeptAnswers.use((port) => port.claim(request("trace"), "0".repeat(64), 0)),
    isThere: KeptAnswers.use((port) =>
      Effect.map(port.claim(request("trace"), "0".repeat(64), 0), (kept) =>
        Option.exists(kept, ({ answer }) => answer === undefined)
      )
    ),
    change: KeptAnswers.use((port) => port.answer(request("trace"), "done"))
  },
  Ledger: {
    leave: Ledger.use((ledger) => ledger.append([posted("trace")])),
    isThere: Ledger.use((ledger) => Effect.map(ledger.entriesOf(spring), (entries) => entries.length === 1)),
    change: Ledger.use((ledger) => ledger.append([posted("another")]))
  },
  Outbox: {
    leave: Outbox.use((outbox) => outbox.add(spring, [ada])),
    isThere: Outbox.use((outbox) => Effect.map(outbox.waiting(0, 1), (waiting) => waiting.length === 1)),
    change: Outbox.use((outbox) => outbox.take(spring, 0, 1))
  },
  Scores: {
    leave: Scores.use((scores) => scores.save(spring, state(1))),
    isThere: Scores.use((scores) => Effect.map(scores.load(spring, [ada]), ([state]) => state?.cells[0] === 1)),
    change: Scores.use((scores) => scores.save(spring, state(2)))
  },
  SettlementStore: {
    leave: SettlementStore.use((store) => store.insert(opened(0))),
    isThere: SettlementStore.use((store) =>
      Effect.map(store.of(spring), (settlements) => settlements.some(({ revision }) => revision === 0))
    ),
    change: SettlementStore.use((store) => store.save(opened(1), 0))
  },
  Snapshots: {
    leave: Snapshots.use((port) => port.save(spring, "Final", board(1))),
    isThere: Snapshots.use((port) =>
      Effect.map(port.find(spring, "Final"), (found) => Option.exists(found, ({ at }) => at === 1))
    ),
    change: Snapshots.use((port) => port.drop(spring, "Final"))
  },
  StoredBoards: {
    leave: StoredBoards.use((boards) => boards.rebuild(live, 1, Stream.empty)),
    isThere: StoredBoards.use((boards) =>
      Effect.map(boards.state(live), ({ version }) => version === 1).pipe(
        Effect.catchTag("BoardNotKept", () => Effect.succeed(false))
      )
    ),
    change: StoredBoards.use((boards) => boards.submit(live, { version: 2, rows: [] }))
  },
  StreamTokens: {
    leave: StreamTokens.use((port) => port.keep("0".repeat(64), grant)),
    // Only whoever takes it away sees it, so it is put back.
    isThere: StreamTokens.use((port) =>
      Effect.flatMap(port.redeem("0".repeat(64), 0), (found) =>
        Option.isSome(found) ? Effect.as(port.keep("0".repeat(64), found.value), true) : Effect.succeed(false)
      )
    ),
    change: StreamTokens.use((port) => port.redeem("0".repeat(64), 0))
  },
  Tallies: {
    leave: Tallies.use((port) => port.put(spring, [tally], [])),
    isThere: Tallies.use((port) => Effect.map(port.totals(spring), ({ active }) => active === 1)),
    change: Tallies.use((port) => port.put(spring, [{ ...tally, status: "Withdrawn" }], []))
  },
  WebhookStore: {
    leave: WebhookStore.use((port) => port.add(endpointOf("a"))),
    isThere: WebhookStore.use((port) => Effect.map(port.of(), (found) => found.some(({ label }) => label === ""))),
    change: WebhookStore.use((port) => port.change(endpointOf("a").id, (found) => ({ ...found, label: "other" })))
  }
}

/** A trace in every port that stores something. */
export const traces: ReadonlyArray<Trace> = Object.entries(byPort).map(([port, trace]) => ({ port, ...trace }))
