import type { Cluster, Redis } from "ioredis"
import type { RedisUnfit } from "./errors.ts"
import type { Script } from "./scripts/Script.ts"

/** A connection, or the connections to a Cluster. */
export type Connected = Redis | Cluster

/** What runs scripts on boards. */
export interface Client {
  /** Runs a script on keys that are kept together. */
  readonly run: (script: Script, keys: ReadonlyArray<string>, args: ReadonlyArray<string>) => Promise<unknown>
}

/** Scripts are sent by their hash; whoever has not seen one says so before anything is done, and is sent its text. */
export const clientOn = (connected: Connected, unfit: () => RedisUnfit | undefined): Client => ({
  run: (script, keys, args) => {
    const refusal = unfit()
    if (refusal !== undefined) return Promise.reject(refusal)
    const [known, whole] = script.isReading ? ["evalsha_ro", "eval_ro"] : ["evalsha", "eval"]
    const rest = [`${keys.length}`, ...keys, ...args]
    return connected
      .call(known, [script.hash, ...rest])
      .catch((cause: unknown) =>
        isUnknown(cause) ? connected.call(whole, [script.text, ...rest]) : Promise.reject(cause)
      )
  }
})

const isUnknown = (cause: unknown): boolean => cause instanceof Error && cause.message.startsWith("NOSCRIPT")
