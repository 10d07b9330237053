import type { Ports } from "../src/index.ts"

/** The ports that a simulated challenge needs. */
export type SimulationPorts = Ports
