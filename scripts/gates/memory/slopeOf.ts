/** Something that was measured at a time. */
export interface Point {
  readonly at: number
  readonly value: number
}

/** By how much the values grow in a unit of time: the line that is nearest to them by least squares. */
export const slopeOf = (points: ReadonlyArray<Point>): number => {
  const middle = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [at, value] = [middle((point) => point.at), middle((point) => point.value)]
  const together = points.reduce((sum, point) => sum + (point.at - at) * (point.value - value), 0)
  const alone = points.reduce((sum, point) => sum + (point.at - at) ** 2, 0)
  return together / alone
}
