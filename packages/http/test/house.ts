import { withBoardsOnDemand } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { scopes as allScopes, anonymous, type Principal, type Role } from "@laurel/core/access"
import { VirtualClock } from "@laurel/core/runtime"
import { PrincipalId } from "@laurel/core/shared"
import { Clock, Effect, Layer, ManagedRuntime } from "effect"
import { callerOfStream } from "../src/access/callerOfStream.ts"
import { makeApp } from "../src/api/makeApp.ts"
import type { Caller, Server } from "../src/operation/Server.ts"
import { type HttpPorts, layerOfProcess } from "../src/ports/HttpPorts.ts"
import { CredentialRefused } from "../src/problem/errors.ts"
import { wrongWith } from "./conformance.ts"

/** All ports in memory, and what a server adds. */
export const portsInMemory: Layer.Layer<HttpPorts> = layerOfProcess.pipe(
  Layer.provide(Layer.fresh(Memory.layerCaches)),
  Layer.provideMerge(withBoardsOnDemand(Layer.fresh(Memory.layer))),
  Layer.provideMerge(Memory.layerBoardNews)
)

/** When the tests begin. */
export const begin = Date.UTC(2026, 4, 4, 8)

/** Who asks, as the tests write it: `ada`, `ada+approver`, `ada@now` who has just signed in, or `ada:read,join`, a program with these scopes. */
const readPrincipal = ({ header }: Caller, now: number): Principal | undefined => {
  const text = header("authorization")
  if (text === undefined) return anonymous
  const [, owner, scopes = ""] = /^Bearer (\w+):([\w,]*)$/.exec(text) ?? []
  if (owner !== undefined) {
    const given = new Set(allScopes.filter((scope) => scopes.split(",").includes(scope)))
    return { _tag: "Program", id: PrincipalId.make(owner), key: "aaaaaaaaaaaa", scopes: given }
  }
  const [, id = "", role, isNow] = /^Bearer (\w+)(?:\+(\w+))?(@now)?$/.exec(text) ?? []
  if (id === "") return undefined
  const roles = new Set<Role>(role === "approver" || role === "administrator" ? [role] : [])
  return { _tag: "Person", id: PrincipalId.make(id), roles, provenAt: isNow === undefined ? begin : now }
}

/** A server over ports of its own, whose callers say who they are. */
export const openHouse = (
  ports: Layer.Layer<HttpPorts> = portsInMemory,
  clock = new VirtualClock(begin),
  more: Partial<Server> = {}
) => {
  // What goes on behind the ports goes by the same clock.
  const runtime = ManagedRuntime.make(Layer.provide(ports, Layer.succeed(Clock.Clock, clock)))
  const reports: Array<unknown> = []
  const server: Server = {
    fork: (effect) => runtime.runFork(Effect.provideService(effect, Clock.Clock, clock)),
    authenticate: (caller) => {
      const principal = readPrincipal(caller, clock.currentTimeMillisUnsafe())
      return principal === undefined
        ? Effect.fail(new CredentialRefused({ isBearer: true }))
        : Effect.succeed(principal)
    },
    redeem: callerOfStream,
    admit: () => Effect.succeed({}),
    addressOf: () => "192.0.2.1",
    isSecure: () => false,
    report: (exit) => void reports.push(exit.cause),
    readiness: Effect.succeed("ready"),
    deadlineMs: 10_000,
    bodyLimitBytes: 1_000_000,
    ...more
  }
  const app = makeApp(server, "0.1.0")
  const ask = async (
    method: string,
    path: string,
    { as, body, text: raw, headers = {} }: Asked = {}
  ): Promise<Answer> => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
        ...(body === undefined
          ? {}
          : { "content-type": "application/json", "content-length": `${Buffer.byteLength(JSON.stringify(body))}` }),
        ...headers
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(raw === undefined ? {} : { body: raw })
    })
    const type = response.headers.get("content-type") ?? ""
    const isStream = type === "text/event-stream"
    // A stream is without end: that it begins is all that is looked at here.
    if (isStream) await response.body?.cancel()
    const text = isStream ? "" : await response.text()
    const json = /json/.test(type) && text !== "" ? JSON.parse(text) : undefined
    const wrong = wrongWith(method, path, { status: response.status, type, json, headers: response.headers })
    if (wrong !== undefined) throw new Error(wrong)
    return { status: response.status, headers: response.headers, text, json }
  }
  return {
    app,
    ask,
    clock,
    reports,
    run: <A, E>(effect: Effect.Effect<A, E, HttpPorts>) =>
      runtime.runPromise(Effect.provideService(effect, Clock.Clock, clock)),
    close: () => runtime.dispose()
  }
}

interface Asked {
  readonly as?: string
  readonly body?: unknown
  /** A body as it is, with the headers that are given. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The answer as JSON, to be looked at by the test. */
  readonly json: Json
}

type Json = ReturnType<typeof JSON.parse>

/** A week of steps that anybody may see. */
export const steps = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  name: "A week of steps",
  zone: "UTC",
  window: { start: "2026-05-04", end: "2026-05-11" },
  metrics: [{ name: "steps", unit: "steps", plausible: { perActivity: 50_000 } }] as const,
  score: { _tag: "Total", metric: "steps" } as const,
  ...more
})

/** What makes a challenge one with an entry fee of ten euros, and two prizes. */
export const pot = {
  currency: "EUR",
  prizes: {
    funding: { entryFee: "1000" },
    stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["60%", "40%"] }] }],
    residual: "Platform",
    degenerate: {
      allScoresZero: "Refund",
      noWinner: "Refund",
      fewerFinishersThanPlaces: "Redistribute",
      oneEntrant: "Refund"
    }
  }
} as const
