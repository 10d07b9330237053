import type { Node, Program } from "./Program.ts"

/** Whether a score may change while nothing arrives, because a day went by: a run of days goes on only day after day. */
export const needsDay = ({ score, measures }: Program): boolean =>
  [score, ...measures].some(({ node }) => runsByDays(node))

const runsByDays = (node: Node): boolean =>
  node._tag === "Streak" || (node._tag === "Combine" && node.terms.some((term) => runsByDays(term.node)))
