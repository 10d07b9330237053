import { stat } from "node:fs/promises"
import { Origin } from "@laurel/core/audit"
import { VirtualClock } from "@laurel/core/runtime"
import { type Instant, type PrincipalId, parseInstant } from "@laurel/core/shared"
import { Cause, Clock, Effect, Exit, Logger, Option } from "effect"
import { locationOf } from "../config/locationOf.ts"
import { originsOf } from "../config/origins.ts"
import { paymentsOf } from "../config/paymentsOf.ts"
import { readSettings } from "../config/readSettings.ts"
import { redisOf } from "../config/redisOf.ts"
import type { Io } from "../io/Io.ts"
import { cancelled, Problem } from "../io/Problem.ts"
import { version } from "../io/version.ts"
import type { LivePorts } from "../store/LivePorts.ts"
import { type StoreLocation, shownLocation } from "../store/StoreLocation.ts"
import type { OpenStore, Patience, Stores } from "../store/Stores.ts"
import { problemOf, type Refused } from "../useCases/problemOf.ts"
import { askOf } from "./askOf.ts"
import { inDryRun } from "./inDryRun.ts"
import { loggerTo } from "./loggerTo.ts"
import { principalOf } from "./principalOf.ts"
import type { Session } from "./Session.ts"

/** What every command on a store is given. */
export interface Given {
  readonly json?: boolean
  readonly dryRun?: boolean
  readonly at?: string
}

/** What a command runs in. */
export interface House {
  readonly io: Io
  readonly stores: Stores
}

/** Opens the store that the flags, the environment and the settings name, lets `act` work on it, and closes it. */
export const onStore = async (
  given: Readonly<Record<string, unknown>> & Given,
  { io, stores }: House,
  act: (session: Session) => Promise<void>,
  patience?: Patience
): Promise<void> => {
  const settings = readSettings(await originsOf(given, io))
  const location = await locationOf(settings)
  const payments = await paymentsOf(settings)
  const clock = clockOf(given.at, location, io)
  const redis = redisOf(settings)
  const by = principalOf(settings.as?.value ?? "", "--as")
  await announceNew(location, io)
  const store = await stores.open(location, payments, patience)
  try {
    await act({
      io,
      by,
      location,
      ...(redis === undefined ? {} : { redis }),
      json: given.json === true,
      dryRun: given.dryRun === true,
      ...askOf(settings, io),
      ...runners(store, clock, { io, by, isDry: given.dryRun === true })
    })
  } finally {
    await store.close()
  }
}

/** The first opening of an embedded store takes long enough to be explained. */
const announceNew = async (location: StoreLocation, io: Io): Promise<void> => {
  if (location._tag !== "Embedded" || (await isFolder(location.path))) return
  io.stderr.write(`Making the store ${shownLocation(location)}: the first time this takes some seconds.\n`)
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false
  )

const runners = (
  store: OpenStore,
  clock: Clock.Clock,
  { io, by, isDry }: { readonly io: Io; readonly by: PrincipalId; readonly isDry: boolean }
): Pick<Session, "now" | "run" | "change"> => {
  const { signal } = io
  const run = async <A, E extends Refused>(useCase: Effect.Effect<A, E, LivePorts>): Promise<A> => {
    const asked = useCase.pipe(
      Effect.provideService(Clock.Clock, clock),
      Effect.provide(Logger.layer([loggerTo(io)])),
      Effect.provideService(Origin, { actor: by, channel: "cli", agent: `laurel/${version()}` })
    )
    const exit = await store.run(asked, signal)
    if (Exit.isSuccess(exit)) return exit.value
    if (signal?.aborted === true && Cause.hasInterrupts(exit.cause)) throw cancelled()
    const refused = Cause.findErrorOption(exit.cause)
    throw Option.isSome(refused) ? problemOf(refused.value) : Cause.squash(exit.cause)
  }
  return {
    now: () => clock.currentTimeMillisUnsafe(),
    run,
    change: (useCase) => (isDry ? run(inDryRun(useCase)) : run(useCase))
  }
}

/**
 * The clock that a command goes by: the system's, or with `--at` one that stands still. On a server others share the
 * challenges, and a clock of one's own would open and close them for everybody, ahead of time and for good.
 */
const clockOf = (at: string | undefined, location: StoreLocation, io: Io): Clock.Clock => {
  if (at === undefined) return Clock.Clock.defaultValue()
  const instant = parseInstant(at) ?? parseInstant(`${at}T00:00:00Z`)
  if (instant === undefined) throw wrongAt(`"${at}" is no instant`, "write it as 2026-01-31T08:00:00Z")
  if (location._tag === "Postgres")
    throw wrongAt(
      `on ${shownLocation(location)} time is what the clock says`,
      "leave --at out; to try things at another time, use a store of your own: --db pglite:./trial"
    )
  io.stderr.write(`The clock of this command stands at ${instantText(instant)}.\n`)
  return new VirtualClock(instant)
}

const instantText = (instant: Instant): string => new Date(instant).toISOString()

const wrongAt = (title: string, remedy: string): Problem =>
  new Problem({ exit: "usage", code: "wrong-at", title, where: "--at", remedy })
