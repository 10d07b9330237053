import fc from "fast-check"
import { Audit, type AuditScope } from "../../src/audit/index.ts"
import { auditNotes, scopes } from "../arbitraries/audit.ts"
import type { Command } from "../Command.ts"
import { type AuditModel, append, head, heads, page } from "../model/audit.model.ts"

type AuditCommand = Command<AuditModel, Audit>

const appending = fc.tuple(scopes, fc.array(auditNotes, { maxLength: 3 })).map(
  ([scope, notes]): AuditCommand => ({
    text: () => `append(${fc.stringify([scope, notes])})`,
    predict: (model) => append(model, scope, notes),
    perform: Audit.use((port) => port.append(scope, notes))
  })
)

const paging = (scope: AuditScope, after: number, limit: number): AuditCommand => ({
  text: () => `page(${scope}, ${after}, ${limit})`,
  predict: (model) => [page(model, scope, after, limit), model],
  perform: Audit.use((port) => port.page(scope, after, limit))
})

const asking = (scope: AuditScope): AuditCommand => ({
  text: () => `head(${scope})`,
  predict: (model) => [head(model, scope), model],
  perform: Audit.use((port) => port.head(scope))
})

const listing = (after: AuditScope | undefined, limit: number): AuditCommand => ({
  text: () => `heads(${after}, ${limit})`,
  predict: (model) => [heads(model, after, limit), model],
  perform: Audit.use((port) => port.heads(after, limit))
})

const few = fc.integer({ min: 0, max: 3 })

export const auditCommands = fc.oneof(
  { weight: 4, arbitrary: appending },
  { weight: 1, arbitrary: fc.tuple(scopes, few, few).map(([scope, after, limit]) => paging(scope, after, limit)) },
  { weight: 1, arbitrary: scopes.map(asking) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.option(scopes, { nil: undefined }), few).map(([after, limit]) => listing(after, limit))
  }
)

/** More than any run writes. */
const everything = 1_000

export const auditObservations = (all: ReadonlyArray<AuditScope>): ReadonlyArray<AuditCommand> => [
  listing(undefined, everything),
  ...all.map((scope) => paging(scope, 0, everything))
]
