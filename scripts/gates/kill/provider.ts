import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { Schema } from "effect"

/** A payment that was really made: to whom, under which key. */
const Payment = Schema.Struct({ party: Schema.String, key: Schema.String })
const decodePayments = Schema.decodeUnknownSync(Schema.Array(Payment))

/** The simulated provider of the adapters' tests, as a process of its own. */
export interface Provider {
  readonly url: string
  /** The next transfers go wrong in this way. */
  readonly fail: (kind: string, times: number) => Promise<void>
  readonly reset: () => Promise<void>
  /** Every payment that was really made. */
  readonly payments: () => Promise<ReadonlyArray<typeof Payment.Type>>
  readonly stop: () => Promise<void>
}

const main = fileURLToPath(new URL("../../../packages/adapters/test/simulatedProvider/main.ts", import.meta.url))

/** Starts it on a free port. */
export const startProvider = async (): Promise<Provider> => {
  const child = spawn(process.execPath, [main], { stdio: ["pipe", "pipe", "inherit"] })
  const [line] = await once(child.stdout, "data")
  const url = String(line).trim()
  const ask = async (act: string, body?: unknown): Promise<unknown> => {
    // A connection of its own: one that was kept may have been closed meanwhile by the other side.
    const headers = { connection: "close" }
    const init = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) }
    return (await fetch(`${url}/simulation/${act}`, init)).json()
  }
  return {
    url,
    fail: async (kind, times) => void (await ask("faults", [{ on: "transfers", kind, times, ms: 50 }])),
    reset: async () => void (await ask("reset", {})),
    payments: async () => decodePayments(await ask("ledger")),
    stop: async () => {
      child.stdin.end()
      if (child.exitCode === null) await once(child, "exit")
    }
  }
}
