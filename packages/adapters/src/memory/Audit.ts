import { Audit, type AuditEntry, type AuditScope, emptyChain, headOf, link } from "@laurel/core/audit"
import { compareIds } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { World } from "./World.ts"

/** The audit log in the process's memory. */
export const layerAudit: Layer.Layer<Audit, never, World> = Layer.effect(
  Audit,
  Effect.gen(function* () {
    const world = yield* World
    const chains = new Map<AuditScope, Array<AuditEntry>>()
    const headIn = (scope: AuditScope) => {
      const last = chains.get(scope)?.at(-1)
      return last === undefined ? emptyChain(scope) : headOf(last)
    }
    return Audit.of({
      append: (scope, notes) =>
        world.act((onRollback) => {
          const chain = chains.get(scope) ?? []
          for (const note of notes) {
            chain.push(link(headIn(scope), note))
            chains.set(scope, chain)
          }
          onRollback(() => {
            chain.length -= notes.length
            if (chain.length === 0) chains.delete(scope)
          })
        }),
      page: (scope, after, limit) => world.act(() => (chains.get(scope) ?? []).slice(after, after + limit)),
      head: (scope) => world.act(() => headIn(scope)),
      heads: (after, limit) =>
        world.act(() =>
          [...chains.keys()]
            .sort(compareIds)
            .filter((scope) => after === undefined || compareIds(scope, after) > 0)
            .slice(0, limit)
            .map(headIn)
        )
    })
  })
)
