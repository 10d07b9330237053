import type { KnownChallenge } from "@laurel/core/access"

/** The decimals of the metrics of a challenge, by their names. */
export const decimalsOf = ({ definition }: Pick<KnownChallenge, "definition">): ReadonlyMap<string, number> =>
  new Map(definition.metrics.map((metric): [string, number] => [metric.name, metric.decimals]))
