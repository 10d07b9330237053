import { advance, finish } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import {
  type PlanOptions,
  plan,
  type SettlementPlan,
  type SettlementState,
  SettlementStore
} from "@laurel/core/settlement"
import { type ChallengeId, formatInstant, type Instant, type PrincipalId, parseInstant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { readBytes, textOf } from "../../input/readText.ts"
import type { Io } from "../../io/Io.ts"
import { Ended, Problem } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { differencesOf } from "./differences.ts"
import { writePlan } from "./planFile.ts"
import { planJson } from "./planJson.ts"
import { planTables } from "./planTables.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    out: Schema.optionalKey(Schema.String),
    secretFile: Schema.optionalKey(Schema.String),
    holdUntil: Schema.optionalKey(Schema.String),
    detailedExitcode: Schema.optionalKey(Schema.Boolean)
  })
)

/** `laurel settle plan`: what follows from the final standings, published as provisional; the same again gives the same plan. */
export const planCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  const asked: PlanOptions = {
    ...(await secretIn(house.io, options.secretFile)),
    ...(options.holdUntil === undefined ? {} : { holds: { until: instantOf(options.holdUntil) } })
  }
  await onStore(given, house, async (session) => {
    const planned = await session.change(planning(challengeId, session.by, asked))
    await tellPlan(session, planned, options.out)
    if (options.detailedExitcode === true && planned.isNew) throw new Ended("cancelled")
  })
}

/** The secret of a draw, from its file. */
export const secretIn = async (io: Io, file: string | undefined): Promise<Pick<PlanOptions, "secret">> =>
  file === undefined ? {} : { secret: textOf(await readBytes(io, file), file).replace(/\r?\n$/, "") }

const instantOf = (text: string): Instant => {
  const instant = parseInstant(text)
  if (instant !== undefined) return instant
  throw new Problem({
    exit: "usage",
    code: "wrong-hold",
    title: `"${text}" is no instant`,
    where: "--hold-until",
    remedy: "write it as 2026-01-31T08:00:00Z"
  })
}

const planning = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId, options: PlanOptions) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      // Standings become final by the clock; where no worker runs, this is who looks at it.
      if ((yield* advance(challengeId))._tag === "Closing") yield* finish(challengeId)
      const { settlement: before } = yield* latest(challengeId)
      const made = yield* plan(challengeId, by, options)
      const isNew = before === undefined || !("planHash" in before) || before.planHash !== made.hash
      const planned: Planned = { made, isNew, ...(yield* latest(challengeId)) }
      return planned
    })
  )
})

/** A plan that was made, and what there is to know about it. */
export interface Planned {
  readonly made: SettlementPlan
  readonly settlement: SettlementState | undefined
  /** Whether it took the place of another, or is the first. */
  readonly isNew: boolean
}

/** The settlement that a plan is of. */
export interface Latest {
  readonly settlement: SettlementState | undefined
}

/** The latest settlement of a challenge. */
export const latest = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const found: Latest = { settlement: (yield* (yield* SettlementStore).of(challengeId)).at(-1) }
  return found
})

/** Shows a plan that was made, and writes its file. */
export const tellPlan = async (
  session: Session,
  { made, settlement, isNew }: Planned,
  out: string | undefined
): Promise<void> => {
  if (out !== undefined && !session.dryRun) await writePlan(session.io, out, made)
  const differences = await differencesOf(session, made)
  const disputable = settlement?._tag === "Provisional" ? settlement.disputeUntil : undefined
  show(
    session,
    {
      ...planJson(made, differences),
      new: isNew,
      state: settlement?._tag,
      ...(disputable === undefined ? {} : { disputableUntil: formatInstant(disputable) }),
      ...(out === undefined ? {} : { out })
    },
    (style) => planTables(made, style, differences)
  )
  if (session.json || session.dryRun) return
  const file = out ?? "plan.json"
  session.io.stderr.write(
    `\n${isNew ? "This is a new plan." : "This plan waits already; nothing changed."}\n` +
      (disputable === undefined ? "" : `It can be disputed until ${formatInstant(disputable)}.\n`) +
      (out === undefined
        ? "Write it into a file with --out plan.json: that file is what is approved.\n"
        : `Written to ${out}.\n`) +
      `Next, by somebody else: laurel settle approve ${file} --as NAME\n`
  )
}
