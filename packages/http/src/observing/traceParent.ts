/** The trace that a request belongs to, as W3C Trace Context writes it. */
export interface TraceParent {
  readonly traceId: string
  readonly spanId: string
  readonly isSampled: boolean
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const sampledFlag = 1

/** Reads a `traceparent`; nothing where it is none, and it is to be made anew then. */
export const readTraceParent = (text: string | undefined): TraceParent | undefined => {
  const [, version = "", traceId = "", spanId = "", flags = "", more] = pattern.exec(text ?? "") ?? []
  const isNone = traceId === "" || version === "ff" || /^0+$/.test(traceId) || /^0+$/.test(spanId)
  // The first version has nothing more; later ones may.
  if (isNone || (version === "00" && more !== undefined)) return undefined
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & sampledFlag) === sampledFlag }
}

/** Writes a `traceparent`. */
export const writeTraceParent = ({ traceId, spanId, isSampled }: TraceParent): string =>
  `00-${traceId}-${spanId}-${isSampled ? "01" : "00"}`
