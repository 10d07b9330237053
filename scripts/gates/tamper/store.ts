import * as Memory from "@laurel/adapters/memory"
import { layerEmbedded } from "@laurel/adapters/postgres"
import { Layer } from "effect"

/** The embedded store; somebody who pays, and what the store has no tables for, is in memory. */
export const store = Layer.merge(Memory.layer, layerEmbedded())
