import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

interface Attribute {
  readonly key: string
  readonly value: unknown
}

/** A span as it is sent. */
export interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly attributes: ReadonlyArray<Attribute>
  readonly links: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>
}

/** Stands in for a collector of traces, which is foreign: keeps what it is sent by OTLP over HTTP. */
export const startCollector = async () => {
  const texts: Array<string> = []
  const server = createServer(async (request, response) => {
    const chunks: Array<Uint8Array> = []
    for await (const chunk of request) chunks.push(chunk)
    texts.push(Buffer.concat(chunks).toString())
    response.end("{}")
  })
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === "string") throw new Error("no port")
  return {
    url: `http://127.0.0.1:${address.port}/v1/traces`,
    texts,
    spans: (): ReadonlyArray<Span> => texts.flatMap((text) => JSON.parse(text).resourceSpans[0].scopeSpans[0].spans),
    close: () => server.close()
  }
}
