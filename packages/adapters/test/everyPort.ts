import { type AllContractsOptions, allContracts, type Ports, transactionContract } from "@laurel/core/contracts"
import type { Layer } from "effect"

/** How many sequences each model gets where all contracts are asked for, by `npm run gate:adapters`. */
const given = process.env.LAUREL_CONTRACT_RUNS

/** Laws have fewer words to go wrong than sequences of commands. */
const usualRuns = 100

const sizesFor = (sequences: number): AllContractsOptions => ({ runs: Math.min(sequences, usualRuns), sequences })

/** The contracts of all ports of a store where the gate asks for them; else those that stand in no file of their own. */
export const everyPort = (name: string, world: Layer.Layer<Ports, unknown>): void => {
  // A transaction is over all of them.
  if (given === undefined) transactionContract(name, world, { runs: 3 })
  else allContracts(name, world, sizesFor(Number(given)))
}
