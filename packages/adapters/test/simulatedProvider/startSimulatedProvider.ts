import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { Schema } from "effect"
import type { Fault } from "./Fault.ts"

const Movement = Schema.Struct({
  kind: Schema.Literals(["transfer", "charge", "refund", "return"]),
  id: Schema.String,
  amount: Schema.Int,
  currency: Schema.String,
  party: Schema.String,
  key: Schema.String
})
const decodeMovements = Schema.decodeUnknownSync(Schema.Array(Movement))
const decodeEvents = Schema.decodeUnknownSync(
  Schema.Array(Schema.Struct({ payload: Schema.String, signature: Schema.String }))
)

/** A simulated provider that runs: where it is, and what a test can ask of it. */
export interface SimulatedProvider {
  readonly url: string
  readonly faults: (...faults: ReadonlyArray<Fault>) => Promise<void>
  /** The idempotency keys are past their retention. */
  readonly forget: () => Promise<void>
  readonly reset: () => Promise<void>
  /** Money comes back that was paid. */
  readonly giveBack: (id: string) => Promise<void>
  readonly complete: (id: string) => Promise<void>
  readonly ledger: () => Promise<ReadonlyArray<typeof Movement.Type>>
  readonly events: () => Promise<ReadonlyArray<{ readonly payload: string; readonly signature: string }>>
  readonly stop: () => Promise<void>
}

/** Starts a simulated provider as a process of its own, on a free port. It ends when it is stopped, or with this process. */
export const startSimulatedProvider = async (): Promise<SimulatedProvider> => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url))
  const child = spawn(process.execPath, [main], { stdio: ["pipe", "pipe", "inherit"] })
  const [line] = await once(child.stdout, "data")
  const url = String(line).trim()
  const ask = async (act: string, body?: unknown): Promise<unknown> => {
    // A connection of its own: one that was kept may have been closed meanwhile by the other side.
    const headers = { connection: "close" }
    const init = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) }
    return (await fetch(`${url}/simulation/${act}`, init)).json()
  }
  const tell = async (act: string, body: unknown): Promise<void> => {
    await ask(act, body)
  }
  return {
    url,
    faults: (...faults) => tell("faults", faults),
    forget: () => tell("forget", {}),
    reset: () => tell("reset", {}),
    giveBack: (id) => tell("return", { id }),
    complete: (id) => tell("complete", { id }),
    ledger: async () => decodeMovements(await ask("ledger")),
    events: async () => decodeEvents(await ask("events")),
    stop: async () => {
      child.stdin.end()
      if (child.exitCode === null) await once(child, "exit")
    }
  }
}
