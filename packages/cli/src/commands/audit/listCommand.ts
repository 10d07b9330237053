import { Audit, type AuditEntry } from "@laurel/core/audit"
import { formatInstant } from "@laurel/core/shared"
import { Schema } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { scopeOf } from "../../session/scopeOf.ts"
import { show } from "../../session/show.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ after: Schema.String, limit: Schema.String, changes: Schema.optionalKey(Schema.Boolean) })
)

/** `laurel audit list`: a page of a chain, the oldest first. */
export const listCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const scope = scopeOf(name)
  const [after, limit] = [countOf(options.after, "--after"), countOf(options.limit, "--limit")]
  await onStore(given, house, async (session) => {
    const entries = await session.run(Audit.use((audit) => audit.page(scope, after, limit)))
    const rows = entries.map(rowOf)
    show(session, { scope, entries: rows }, (style) =>
      rows.length === 0
        ? "Nothing was done.\n"
        : renderTable(
            ["nr", "when", "who", "what", "from", ...(options.changes === true ? ["before", "after"] : [])].map(
              (head) => ({
                head
              })
            ),
            rows.map(({ seq, at, actor, action, channel, before, after: changed }) => [
              `${seq}`,
              at,
              actor,
              action,
              channel,
              ...(options.changes === true ? [before, changed] : [])
            ]),
            style
          )
    )
  })
}

const rowOf = ({ seq, at, actor, action, origin, before, after, hash }: AuditEntry) => ({
  seq,
  at: formatInstant(at),
  actor,
  action,
  ...origin,
  before,
  after,
  hash
})
