import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { joinWithFee, record } from "../../src/challenge/index.ts"
import { approve, cancel, correct, pay, plan, post, reconcile, SettlementStore } from "../../src/settlement/index.ts"
import { contract, type Test } from "../Contract.ts"
import { everyCrash, type Scenario } from "../crashes/everyCrash.ts"
import { finalState, joinUntilDone, later, payUntilDone } from "../crashes/recovery.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  approver,
  entryOf,
  finished,
  linesOf,
  moveTo,
  opened,
  organiser,
  posted,
  storyDefinition,
  walked
} from "./world.ts"

const march = storyDefinition()

/** A test that stops a scenario everywhere. It says how many calls there are, so that an act that does nothing is noticed. */
const survives =
  (scenario: Scenario, atLeast: number): Test<StoryPorts> =>
  async (subject) => {
    const { calls } = await everyCrash(subject, scenario)
    assert.isAtLeast(calls.length, atLeast)
  }

const money = finalState(march.id)
const paidOut = payUntilDone(march.id)

const approved = Effect.gen(function* () {
  yield* finished(march)
  const { hash } = yield* plan(march.id, organiser)
  yield* moveTo("2026-04-04T00:00:00Z")
  yield* approve(march.id, hash, approver)
})

const recording = record(march.id, [
  walked("ada", 15_000, "2026-03-05T08:00:00Z"),
  walked("lin", 12_000, "2026-03-05T09:00:00Z"),
  walked("ada", 3_000, "2026-03-06T08:00:00Z"),
  walked("bob", 90_000, "2026-03-06T08:00:00Z")
])

const disputeMs = march.disputeHours * 3_600_000

/** A settled challenge of which a winner turns out to have cheated. */
const corrected = Effect.gen(function* () {
  const amended = [entryOf("ada", { status: "Disqualified" })]
  const { hash } = yield* correct(march.id, amended, organiser)
  yield* later(disputeMs)
  yield* approve(march.id, hash, approver)
  yield* post(march.id)
  yield* pay(march.id, "worker")
})

const joining = (worker: string) => joinWithFee(march.id, entryOf("ada"), worker)
const entered = joinUntilDone(march.id, entryOf("ada"))

/** Whoever restarts looks first: a correction that is posted is not corrected again, only paid. */
const correctedAfterAll = Effect.gen(function* () {
  const last = (yield* (yield* SettlementStore).of(march.id)).at(-1)
  if (last !== undefined && last.version > 1 && "entryId" in last) return
  yield* corrected
})

/** A scenario is played in more than a hundred worlds, on a database that others use as well. */
const limitMs = 1_200_000

/** A process that is killed anywhere, and started again: nothing is lost, nothing is done twice (I19, I20). */
export const crashStory = contract<StoryPorts>(
  "Story of the crashes",
  {
    "recording activities is crashed at every call of a port: sent again, the board is that of an undisturbed run":
      survives(
        {
          given: Effect.andThen(opened(march, ["ada", "bob", "lin"]), moveTo("2026-03-10T12:00:00Z")),
          act: recording,
          recover: recording,
          outcome: linesOf(march, "Organiser")
        },
        6
      ),
    "a join with a fee is crashed at every call of a port: whoever is charged has entered, once (F57)": survives(
      { given: opened(march, []), act: joining("w1"), recover: entered, outcome: money },
      10
    ),
    "a join through a provider that loses its answers is crashed at every call of a port": survives(
      {
        given: opened(march, []),
        act: joining("w1"),
        recover: entered,
        outcome: money,
        provider: { ada: "pays but the answer is lost" }
      },
      10
    ),
    "posting is crashed at every call of a port: done again, the books are those of an undisturbed run": survives(
      { given: approved, act: post(march.id), recover: Effect.andThen(post(march.id), paidOut), outcome: money },
      8
    ),
    "paying is crashed at every call of a port: nobody is paid twice, and everybody once": survives(
      { given: posted(march), act: pay(march.id, "worker"), recover: paidOut, outcome: money },
      20
    ),
    "paying through a provider that loses its answers is crashed at every call of a port": survives(
      {
        given: posted(march),
        act: Effect.andThen(pay(march.id, "worker"), reconcile(march.id)),
        recover: paidOut,
        outcome: money,
        provider: { ada: "pays but the answer is lost", lin: "pays but the answer is lost" }
      },
      20
    ),
    "correcting is crashed at every call of a port: done again, the differences are posted and paid once": survives(
      {
        given: Effect.andThen(posted(march), pay(march.id, "worker")),
        act: corrected,
        recover: Effect.andThen(correctedAfterAll, paidOut),
        outcome: money
      },
      20
    ),
    "cancelling is crashed at every call of a port: every payer is refunded exactly, once (I29)": survives(
      {
        given: opened(march, ["ada", "bob", "lin"]),
        act: Effect.andThen(cancel(march.id, organiser, "rain"), pay(march.id, "worker")),
        recover: Effect.andThen(cancel(march.id, organiser, "rain"), paidOut),
        outcome: money
      },
      20
    )
  },
  limitMs
)
