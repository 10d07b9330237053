import { makeRecorder, type Recorder } from "@laurel/core/challenge"
import { Context, Layer } from "effect"
import type { LivePorts } from "../decorators/index.ts"

/** The recorder of an open Laurel: single activities of many callers share transactions. */
export class Gathering extends Context.Service<Gathering, Recorder>()("@laurel/adapters/open/Gathering") {}

/** The ports, and a recorder over them. */
export const gatheringOver = <E>(ports: Layer.Layer<LivePorts, E>): Layer.Layer<LivePorts | Gathering, E> =>
  Layer.effect(Gathering, makeRecorder()).pipe(Layer.provideMerge(ports))
