import { Schema } from "effect"

/**
 * What tied participants get for the places they occupy. Money is averaged, never ranks.
 *
 * - `Pool`: participants of equal score, whatever the tie-break chain says, share the sum of their places equally.
 * - `Hort`: half of each prize goes by place under the chain, the other half is pooled among equal scores.
 * - `InFull`: everyone of equal score gets the full amount of the place they share; somebody must fund it.
 * - `Chain`: the chain decides; what it leaves tied is pooled.
 * - `Void`: the money of tied places goes to the sponsor.
 */
export const TiePolicy = Schema.Literals(["Pool", "Hort", "InFull", "Chain", "Void"])
export type TiePolicy = typeof TiePolicy.Type

/**
 * A tie across the last paid place: `Split` shares what the tied places hold (unpaid places count as 0), `Enlarge` lets
 * all of them count as in the last paid place, `Break` decides by the chain and then by the seed's key.
 */
export const AcrossLastPlace = Schema.Literals(["Split", "Enlarge", "Break"])
export type AcrossLastPlace = typeof AcrossLastPlace.Type
