import { Context } from "effect"

/**
 * The trace that is being written of what a fiber does, as W3C Trace Context writes it (`traceparent`); nothing where nobody traces it.
 * What is slow to tell, or would be told of everybody, is told only where there is one.
 */
export const TracedBy = Context.Reference<string | undefined>("@laurel/core/runtime/TracedBy", {
  defaultValue: () => undefined
})
