/** A number with its noun: `1 activity`, `2 activities`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
