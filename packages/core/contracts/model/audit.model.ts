import {
  type AuditEntry,
  type AuditHead,
  type AuditNote,
  type AuditScope,
  hashOf,
  noHash
} from "../../src/audit/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Audit` promises, over one list in the order of writing. */
export type AuditModel = ReadonlyArray<AuditEntry>

export const chainOf = (model: AuditModel, scope: AuditScope): ReadonlyArray<AuditEntry> =>
  model.filter((entry) => entry.scope === scope)

export const append = (
  model: AuditModel,
  scope: AuditScope,
  notes: ReadonlyArray<AuditNote>
): Prediction<AuditModel> => {
  const entries = [...model]
  for (const note of notes) {
    const { seq: last, hash: previous } = head(entries, scope)
    const seq = last + 1
    entries.push({ _v: 1, scope, seq, ...note, previous, hash: hashOf(scope, note, previous, seq) })
  }
  return [undefined, entries]
}

export const page = (model: AuditModel, scope: AuditScope, after: number, limit: number): ReadonlyArray<AuditEntry> =>
  chainOf(model, scope)
    .filter(({ seq }) => seq > after)
    .slice(0, limit)

export const head = (model: AuditModel, scope: AuditScope): AuditHead => {
  const chain = chainOf(model, scope)
  return { scope, seq: chain.length, hash: chain.at(-1)?.hash ?? noHash }
}

export const heads = (model: AuditModel, after: AuditScope | undefined, limit: number): ReadonlyArray<AuditHead> =>
  [...new Set(model.map(({ scope }) => scope))]
    .sort()
    .filter((scope) => after === undefined || scope > after)
    .slice(0, limit)
    .map((scope) => head(model, scope))
