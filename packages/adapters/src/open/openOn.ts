import { type Layer, ManagedRuntime } from "effect"
import type { LivePorts } from "../decorators/index.ts"
import { adjustingOf } from "./adjustingOf.ts"
import { boardsOf } from "./boardsOf.ts"
import { chargingOf } from "./chargingOf.ts"
import { circlesOf } from "./circlesOf.ts"
import { contestOf } from "./contestOf.ts"
import { gatheringOver } from "./Gathering.ts"
import { invitesOf } from "./invitesOf.ts"
import type { Laurel } from "./Laurel.ts"
import { payoutOf } from "./payoutOf.ts"
import { runnerOf } from "./Runner.ts"
import { settlementOf } from "./settlementOf.ts"
import { statisticsOf } from "./statisticsOf.ts"
import { timeOf } from "./timeOf.ts"

/** Opens Laurel on a layer of ports. Rejects with what the layer fails with, such as a store that cannot be reached. */
export const openOn = async <E>(ports: Layer.Layer<LivePorts, E>, organiser = "organiser"): Promise<Laurel> => {
  const runtime = ManagedRuntime.make(gatheringOver(ports))
  await runtime.context()
  const runner = runnerOf(runtime, organiser)
  return {
    ...chargingOf(runner),
    ...contestOf(runner),
    ...adjustingOf(runner),
    ...boardsOf(runner),
    ...circlesOf(runner),
    ...invitesOf(runner),
    ...settlementOf(runner),
    ...payoutOf(runner),
    ...timeOf(runner),
    ...statisticsOf(runner),
    close: runner.close,
    [Symbol.asyncDispose]: runner.close
  }
}
