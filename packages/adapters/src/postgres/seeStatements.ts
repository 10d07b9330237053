import { TracedBy } from "@laurel/core/runtime"
import { Clock, Context, Exit, type Fiber, Tracer } from "effect"

/** Is told of a statement that is sent; gives what is told how it ended. */
export type SeeStatement = (text: string) => (outcome: "done" | "failed") => void

/** What makes spans of the statements of a fiber; nothing for one that nobody traces. */
export const seeStatements = (fiber: Fiber.Fiber<unknown, unknown>): SeeStatement | undefined => {
  if (fiber.getRef(TracedBy) === undefined) return undefined
  const tracer = fiber.getRef(Tracer.Tracer)
  const clock = fiber.getRef(Clock.Clock)
  const parent = Context.getOption(fiber.context, Tracer.ParentSpan)
  return (text) => {
    const { verb, table } = summaryOf(text)
    const span = tracer.span({
      name: table === undefined ? verb : `${verb} ${table}`,
      parent,
      annotations: Context.empty(),
      links: [],
      startTime: clock.currentTimeNanosUnsafe(),
      kind: "client",
      root: false,
      sampled: true
    })
    span.attribute("db.system.name", "postgresql")
    span.attribute("db.operation.name", verb)
    if (table !== undefined) span.attribute("db.collection.name", table)
    return (outcome) =>
      span.end(clock.currentTimeNanosUnsafe(), outcome === "done" ? Exit.void : Exit.fail("the statement failed"))
  }
}

const verbs = /\b(insert|update|delete|merge)\b/i
const named = /\b(?:into|update|from)\s+(?:only\s+)?(?:"?\w+"?\.)?"?([a-z_]\w*)"?/i

/** What a statement does, and to which table first: words of our own, and none of its values. */
export const summaryOf = (text: string): { readonly verb: string; readonly table: string | undefined } => {
  const first = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? "unknown"
  const verb = first === "with" ? (verbs.exec(text)?.[1]?.toLowerCase() ?? "select") : first
  return { verb, table: named.exec(text)?.[1] }
}
