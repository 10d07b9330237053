import type { StorePorts } from "../src/index.ts"

export type { PortsByName } from "../src/index.ts"

/** The ports that a complete adapter offers. */
export type Ports = StorePorts
