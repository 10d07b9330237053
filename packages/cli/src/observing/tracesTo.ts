import { makeTraces } from "@laurel/http"
import { Effect, Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import { OtlpExporter, OtlpSerialization, OtlpTracer } from "effect/observability"
import { version } from "../io/version.ts"
import type { Watching } from "./Watching.ts"

/** Sends traces of a share of the requests to a collector, by OTLP over HTTP as JSON, until the scope closes; then what is left is sent. */
export const tracesTo = Effect.fnUntraced(function* ({ url, share }: NonNullable<Watching["traces"]>) {
  const tracer = yield* OtlpTracer.make({
    url,
    resource: { serviceName: "laurel", serviceVersion: version() },
    exportInterval: "1 second"
  }).pipe(Effect.provide(Layer.mergeAll(FetchHttpClient.layer, OtlpSerialization.layerJson, OtlpExporter.layerFlusher)))
  return makeTraces(tracer, share)
})
