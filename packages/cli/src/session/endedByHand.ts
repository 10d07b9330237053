import { Ended, Problem } from "../io/Problem.ts"

/** Whoever stops what goes on without end has seen what there was to see: there is nothing to be told. */
export const endedByHand = (error: unknown): never => {
  throw error instanceof Problem && error.facts.code === "cancelled" ? new Ended("cancelled") : error
}
