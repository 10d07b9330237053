import { makeRecorder, type Recorder } from "@laurel/core/challenge"
import { Context, Layer } from "effect"

/** Whoever is answered asks again over the same connection, and many of them do so within some milliseconds of each other. */
const lingerMs = 20

/** The recorder of a server: activities of many requests share transactions. */
export class Recording extends Context.Service<Recording, Recorder>()("@laurel/http/Recording") {
  /** One for the process. */
  static readonly layer = Layer.effect(Recording, makeRecorder({ lingerMs }))
}
