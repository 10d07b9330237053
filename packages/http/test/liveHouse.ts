import { randomBytes } from "node:crypto"
import { storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { issueKey, keyBytes, type Scope } from "@laurel/core/access"
import { PrincipalId } from "@laurel/core/shared"
import { Effect, Exit, Layer, ManagedRuntime, Scope as Scopes } from "effect"
import { type HttpPorts, layerOfProcess } from "../src/ports/HttpPorts.ts"
import { type ServeOptions, serve } from "../src/serving/serve.ts"
import { watchAnswers } from "./conformance.ts"

/** All ports in memory, with boards that follow what is recorded. */
export const livePorts: Layer.Layer<HttpPorts> = layerOfProcess.pipe(
  Layer.provide(Layer.fresh(Memory.layerCaches)),
  Layer.provideMerge(
    withBoards(Layer.fresh(Memory.layer), storedBoardsAlone, Layer.fresh(Memory.layerBoardNews), { pollMs: 20 })
  )
)

/** A server that listens, on the clock of the machine. */
export const openServer = async (options: Partial<ServeOptions> = {}) => {
  const runtime = ManagedRuntime.make(Layer.fresh(livePorts))
  const answers = watchAnswers(options.watch)
  const scope = Effect.runSync(Scopes.make())
  const { port } = await runtime.runPromise(
    Scopes.provide(
      serve({ host: "127.0.0.1", port: 0, drainMs: 2_000, version: "0.1.0", ...options, watch: answers.watch }),
      scope
    )
  )
  const run = <A, E>(effect: Effect.Effect<A, E, HttpPorts>): Promise<A> => runtime.runPromise(effect)
  return {
    url: `http://127.0.0.1:${port}`,
    run,
    keyOf: async (who: string, ...scopes: ReadonlyArray<Scope>): Promise<string> => {
      const owner = PrincipalId.make(who)
      return (await run(issueKey({ owner, label: "test", scopes }, owner, randomBytes(keyBytes)))).text
    },
    /** Ends it as a signal does: what is under way is let end. */
    drain: () => Effect.runPromise(Scopes.close(scope, Exit.void)),
    close: async () => {
      await Effect.runPromise(Scopes.close(scope, Exit.void))
      await runtime.dispose()
      const [wrong] = await answers.found()
      if (wrong !== undefined) throw new Error(wrong)
    }
  }
}

/** An event of a stream. */
export interface Told {
  readonly id?: string
  readonly event: string
  readonly data: ReturnType<typeof JSON.parse>
}

/** Reads a stream of server-sent events until it has what a test waits for. */
export const eventsOf = async (response: Response) => {
  if (response.body === null) throw new Error(`no stream: ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ""
  const told: Array<Told> = []
  const read = (): void => {
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const fields = new Map(
        text
          .slice(0, end)
          .split("\n")
          .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)])
      )
      text = text.slice(end + 2)
      const [id, event, data] = [fields.get("id"), fields.get("event"), fields.get("data")]
      if (event !== undefined) told.push({ event, data: JSON.parse(data ?? ""), ...(id === undefined ? {} : { id }) })
    }
  }
  return {
    told,
    /** Reads until this is so of what was told; `false` where the stream ended before. */
    until: async (isSo: (told: ReadonlyArray<Told>) => boolean): Promise<boolean> => {
      while (!isSo(told)) {
        const { done, value } = await reader.read()
        if (done) return false
        text += value
        read()
      }
      return true
    },
    close: () => reader.cancel()
  }
}
