import type { Node } from "./Program.ts"

/** The cells that show whether something counts for the node on a day. */
export const activeCellsOf = (node: Node): ReadonlyArray<number> => [...new Set(cellsOf(node))]

const cellsOf = (node: Node): ReadonlyArray<number> => {
  switch (node._tag) {
    case "Combine":
      return node.terms.flatMap((term) => cellsOf(term.node))
    case "Target":
      return cellsOf(node.of)
    default:
      return node.day._tag === "Points" ? node.day.terms.map((term) => term.lane.cell) : [node.day.lane.cell]
  }
}
