import { Rational } from "../shared/index.ts"

/**
 * Amounts for places: `weights` times `factor`.
 *
 * - `beyond`: weights of the places past the table, paid by the organiser.
 * - `isRest`: the table divides the rest, whatever the claims come to.
 */
export interface PlaceTable {
  readonly weights: ReadonlyArray<Rational.Rational>
  readonly factor: Rational.Rational
  readonly isRest: boolean
  readonly beyond?: { readonly first: Rational.Rational; readonly step: Rational.Rational }
}

/** The weight of each of so many places past the table, until it is no longer above zero. */
export const weightsBeyond = (
  beyond: NonNullable<PlaceTable["beyond"]>,
  places: number
): ReadonlyArray<Rational.Rational> => {
  const weights: Array<Rational.Rational> = []
  let weight = beyond.first
  while (weights.length < places && weight.numerator > 0n) {
    weights.push(weight)
    weight = Rational.add(weight, beyond.step)
  }
  return weights
}

/** Whether no place weighs more than the one before. */
export const isFalling = (weights: ReadonlyArray<Rational.Rational>): boolean =>
  weights.every((weight, index) => Rational.compare(weight, weights[index - 1] ?? weight) <= 0)
