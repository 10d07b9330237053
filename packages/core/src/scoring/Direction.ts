import type { Whole } from "./Whole.ts"

/** Whether the highest or the lowest value is the best one. */
export type Direction = "highest" | "lowest"

/** The other direction: what a negative weight turns best into. */
export const opposite = (direction: Direction): Direction => (direction === "highest" ? "lowest" : "highest")

/** Whether `value` is better than `than`. */
export const isBetter = (direction: Direction, value: Whole, than: Whole): boolean =>
  direction === "highest" ? value > than : value < than
