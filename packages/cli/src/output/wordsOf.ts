/** A name of the core in words: `LateJoiner` is "late joiner", `Refused: OutOfRange` is "refused: out of range". */
export const wordsOf = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()
