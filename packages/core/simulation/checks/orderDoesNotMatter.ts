import type { Check } from "../Check.ts"

/** I32: the same activities in another order, other batches and with duplicates give the same board. */
export const orderDoesNotMatter: Check = {
  invariant: "I32",
  promise: "order of arrival, batching and duplicates do not change a score",
  sees: "Order",
  find: (observation) => {
    if (observation._tag !== "Order" || observation.arrived.standingsHash === observation.reordered.standingsHash)
      return undefined
    const listed = ({ overall }: typeof observation.arrived) =>
      [...overall.ranked.map(({ standing }) => standing), ...overall.unranked]
        .map(
          ({ participantId, status, score, tieBreak }) => `${participantId} ${status} ${score} (${tieBreak.join(", ")})`
        )
        .sort()
    const [arrived, reordered] = [listed(observation.arrived), listed(observation.reordered)]
    const at = arrived.findIndex((line, index) => line !== reordered[index])
    return `as it arrived: ${arrived[at] ?? "the same"}; in another order: ${reordered[at] ?? "the same, but other teams or measures"}`
  }
}
