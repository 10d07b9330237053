import type { Recorder } from "@laurel/core/challenge"
import type { Metrics } from "@laurel/http"
import { Effect } from "effect"

/** The same recorder, and what became of each activity is counted. */
export const watchedRecorder = (recorder: Recorder, metrics: Metrics | undefined): Recorder => {
  if (metrics === undefined) return recorder
  return {
    record: (challengeId, arrivals) =>
      Effect.tap(recorder.record(challengeId, arrivals), (outcomes) =>
        Effect.sync(() => {
          for (const { _tag } of outcomes) metrics.count("laurel_activities_total", { outcome: _tag.toLowerCase() })
        })
      )
  }
}
