import type { Check } from "../Check.ts"

/** While it is frozen, the public board stands still. */
export const frozenBoardStandsStill: Check = {
  invariant: "Freeze",
  promise: "while it is frozen the public board stands still",
  sees: "FrozenBoard",
  find: (observation) =>
    observation._tag === "FrozenBoard" && observation.frozen.standingsHash !== observation.now.standingsHash
      ? `frozen at ${observation.frozen.standingsHash.slice(0, 12)}, shown later as ${observation.now.standingsHash.slice(0, 12)}`
      : undefined
}
