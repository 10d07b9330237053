import { Rational as R } from "../../src/shared/index.ts"

/** Somebody on a board, with the score that places are given for. */
export interface Placed {
  readonly id: string
  readonly score: number
}

/**
 * What everybody gets of a table of shares when ties are pooled: for each group of equal scores, in the order of the board,
 * the mean of the shares of the places that it occupies; places past the table are worth nothing. Exact, not yet rounded.
 */
export const pooledShares = (
  board: ReadonlyArray<Placed>,
  table: ReadonlyArray<R.Rational>,
  money: bigint
): ReadonlyMap<string, R.Rational> =>
  new Map(
    board.map(({ id, score }) => {
      const places = board.flatMap((other, place) => (other.score === score ? [table[place] ?? R.zero] : []))
      const mean = R.divide(R.sum(places), R.rational(BigInt(places.length)))
      return [id, R.multiply(mean, R.rational(money))]
    })
  )
