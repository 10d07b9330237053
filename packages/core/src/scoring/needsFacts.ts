import type { Node, Program } from "./Program.ts"

/** Whether scoring looks up single activities (`factsOf`), because an instant within a day decides something. */
export const needsFacts = ({ needsReachedAt, score, measures }: Program): boolean =>
  needsReachedAt || [score, ...measures].some(({ node }) => asksForInstant(node))

const asksForInstant = (node: Node): boolean =>
  node._tag === "Target" || (node._tag === "Combine" && node.terms.some((term) => asksForInstant(term.node)))
