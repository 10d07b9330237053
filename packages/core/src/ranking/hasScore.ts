import type { Standing } from "./Standing.ts"

/**
 * Whether a standing shows a score. Who stays below the minimum to qualify has one too; who withdrew or was disqualified
 * may have one that no longer matters.
 */
export const hasScore = ({ status }: Pick<Standing, "status">): boolean =>
  status === "Scored" || status === "Unqualified"
