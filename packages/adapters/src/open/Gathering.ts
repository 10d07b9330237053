import type { Ports } from "@laurel/core"
import { makeRecorder, type Recorder } from "@laurel/core/challenge"
import { Context, Layer } from "effect"

/** The recorder of an open Laurel: single activities of many callers share transactions. */
export class Gathering extends Context.Service<Gathering, Recorder>()("@laurel/adapters/open/Gathering") {}

/** The ports, and a recorder over them. */
export const gatheringOver = <E>(ports: Layer.Layer<Ports, E>): Layer.Layer<Ports | Gathering, E> =>
  Layer.effect(Gathering, makeRecorder()).pipe(Layer.provideMerge(ports))
