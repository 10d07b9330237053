import { setTimeout as sleep } from "node:timers/promises"
import { Budgets } from "@laurel/core/access"
import { ChallengeStore } from "@laurel/core/challenge"
import { Effect, Option } from "effect"
import type { Context } from "hono"
import { callerOfStream } from "../access/callerOfStream.ts"
import { makeAuthenticate } from "../access/makeAuthenticate.ts"
import type { TokenOptions } from "../access/TokenOptions.ts"
import { verifyTokens } from "../access/verifyTokens.ts"
import { makeApp } from "../api/makeApp.ts"
import { isUrgent, makeRoom } from "../capacity/makeRoom.ts"
import { makeLimits } from "../limits/makeLimits.ts"
import type { Budget, Quota } from "../limits/policies.ts"
import type { Readiness, Server } from "../operation/Server.ts"
import type { Watch } from "../operation/Watch.ts"
import { busyPage } from "../page/site/busyPage.ts"
import type { HttpPorts } from "../ports/HttpPorts.ts"
import { Streams } from "../ports/Streams.ts"
import type { Refused } from "../problem/problems.ts"
import { type ListenOptions, listen } from "./listen.ts"
import { makeRefuseEarly } from "./makeRefuseEarly.ts"

/** How a server is run. */
export interface ServeOptions extends ListenOptions {
  readonly version: string
  /** For how long it answers on once it is to end, saying that it does, in milliseconds: not at all unless said otherwise. */
  readonly graceMs?: number
  /** Whose tokens are believed; without it there are only keys. */
  readonly tokens?: TokenOptions
  /** Whether the last address in `X-Forwarded-For` is that of whoever asks: behind a proxy that sets it, and nowhere else. */
  readonly trustsProxy?: boolean
  /** Of which origins pages may ask from browsers, such as `https://app.example`: of none unless said otherwise. */
  readonly allowedOrigins?: ReadonlyArray<string>
  /** On pages of which origins boards may stand in frames, such as `https://club.example`: on any unless said otherwise. */
  readonly allowedFrames?: ReadonlyArray<string>
  /** How often somebody may ask: `budgets` unless said otherwise. */
  readonly budgets?: Readonly<Record<Budget, Quota>>
  /** Sees requests: nobody does unless said otherwise. */
  readonly watch?: Watch
  /** Is told of the budgets that requests are refused for. */
  readonly onRefusal?: (budget: string) => void
  /** Is told of requests that are refused because nobody can say how much is left of a budget. */
  readonly onUncounted?: () => void
  /** Is told of requests that there is no room for: whether room is kept for their kind. */
  readonly onFull?: (isUrgent: boolean) => void
  /** For how long an operation may take, in milliseconds: 10 000 unless said otherwise. */
  readonly deadlineMs?: number
}

/** How large a body may be. */
const bodyLimitBytes = 5_000_000
const usualDeadlineMs = 10_000

/**
 * Serves the API over the ports for as long as the scope is open; gives the port that it listens at. Where `Budgets` are given that
 * processes share, requests are counted there. More requests than are answered in time are refused at once, and a fifth of the room is kept
 * for activities, money and whoever asks how the server is.
 *
 * **Details**: when the scope closes `/readyz` says so at once, and each answer that its connection is over, while everything is answered
 * for `graceMs`: time for whoever sends requests here to notice. Then streams end, nothing is accepted, and what is under way has `drainMs`.
 */
export const serve = Effect.fnUntraced(function* (options: ServeOptions) {
  const { version, tokens, trustsProxy = false, deadlineMs = usualDeadlineMs, drainMs } = options
  const ports = yield* Effect.context<HttpPorts>()
  const authenticate = makeAuthenticate(tokens === undefined ? undefined : verifyTokens(tokens))
  const shared = Option.getOrUndefined(yield* Effect.serviceOption(Budgets))
  const limits = makeLimits(options.budgets, shared)
  const room = makeRoom(() => performance.now())
  let isDraining = false
  const counted = <A, R>(work: Effect.Effect<A, Refused, R>): Effect.Effect<A, Refused, R> =>
    work.pipe(
      Effect.tapErrorTag("QuotaExceeded", ({ policy }) => Effect.sync(() => options.onRefusal?.(policy))),
      Effect.tapErrorTag("TemporaryReducedCapacity", () => Effect.sync(() => options.onUncounted?.()))
    )
  const server: Server = {
    fork: (effect) => Effect.runFork(Effect.provideContext(effect, ports)),
    authenticate: (caller) =>
      counted(Effect.tapErrorTag(authenticate(caller), "CredentialRefused", () => limits.failed(caller))),
    redeem: (token, challengeId, purpose, caller) =>
      counted(
        Effect.tapErrorTag(callerOfStream(token, challengeId, purpose), "StreamTokenRefused", () =>
          limits.failed(caller)
        )
      ),
    admit: (operation, principal, caller) => counted(limits.admit(operation, principal, caller)),
    room: {
      enter: (wanted) => {
        const leave = room.enter(wanted)
        if (leave === undefined) options.onFull?.(isUrgent(wanted))
        return leave
      }
    },
    ...(options.watch === undefined ? {} : { watch: options.watch }),
    addressOf: addressOf(trustsProxy),
    isSecure: isSecure(trustsProxy),
    report: (exit, { requestId }) => {
      Effect.runFork(Effect.provideContext(Effect.logError(`request ${requestId} met a bug`, exit.cause), ports))
    },
    readiness: Effect.suspend(() => (isDraining ? Effect.succeed<Readiness>("draining") : reachable)),
    allowedOrigins: options.allowedOrigins ?? [],
    ...(options.allowedFrames === undefined ? {} : { allowedFrames: options.allowedFrames }),
    deadlineMs,
    bodyLimitBytes
  }
  const isLeaving = () => isDraining
  const refuseEarly = makeRefuseEarly({
    hasRoom: room.hasRoom,
    onFull: (urgent) => options.onFull?.(urgent),
    isLeaving,
    page: yield* Effect.promise(busyPage)
  })
  const port = yield* listen({ app: makeApp(server, version), refuseEarly }, options, isLeaving)
  yield* Effect.addFinalizer(
    Effect.fnUntraced(function* () {
      isDraining = true
      yield* Effect.promise(() => sleep(options.graceMs ?? 0))
      // Whoever comes back finds another server by now, where there is one.
      yield* Streams.use(({ end }) => end)
    })
  )
  return { port, drainMs }
})

const reachable = ChallengeStore.use((store) => store.list({ limit: 1 })).pipe(
  Effect.as<Readiness>("ready"),
  Effect.orElseSucceed((): Readiness => "not ready")
)

const addressOf =
  (trustsProxy: boolean) =>
  (context: Context): string | undefined => {
    const forwarded = trustsProxy ? context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined
    return plainAddress(forwarded ?? remoteOf(context.env))
  }

/** Behind a proxy that is trusted, as it says; otherwise by the connection itself. */
const isSecure =
  (trustsProxy: boolean) =>
  (context: Context): boolean => {
    const forwarded = trustsProxy ? context.req.header("x-forwarded-proto")?.split(",").at(-1)?.trim() : undefined
    return (forwarded ?? new URL(context.req.url).protocol.replace(":", "")) === "https"
  }

/** The address of the other end of the connection, where the application is served by Node. */
const remoteOf = (env: unknown): string | undefined => {
  if (typeof env !== "object" || env === null || !("incoming" in env)) return undefined
  const { incoming } = env
  if (typeof incoming !== "object" || incoming === null || !("socket" in incoming)) return undefined
  const { socket } = incoming
  if (typeof socket !== "object" || socket === null || !("remoteAddress" in socket)) return undefined
  return typeof socket.remoteAddress === "string" ? socket.remoteAddress : undefined
}

/** An address that may be kept: what is none is left out. */
const plainAddress = (text: string | undefined): string | undefined =>
  text !== undefined && /^[0-9a-fA-F:.%]{2,60}$/.test(text) ? text : undefined
