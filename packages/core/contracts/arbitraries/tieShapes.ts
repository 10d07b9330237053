/**
 * Every way in which `size` participants can be tied: the group of each, counted from 0 at the top. For three 000, 001, 010, ..., 210;
 * 13 of them.
 */
export const tieShapes = (size: number): ReadonlyArray<ReadonlyArray<number>> =>
  assignments(size, size).filter((groups) => new Set(groups).size === Math.max(-1, ...groups) + 1)

const assignments = (size: number, groups: number): ReadonlyArray<ReadonlyArray<number>> =>
  size === 0
    ? [[]]
    : assignments(size - 1, groups).flatMap((rest) => Array.from({ length: groups }, (_, group) => [...rest, group]))
